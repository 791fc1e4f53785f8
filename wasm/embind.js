// Embind's other side, in a few lines because numbers alone cross: they need no types, and are not converted. Emscripten's
// own, for every type there is, would be half of what the engine's worker loads. Below 2 GB an address is no negative
// number.
/* global addToLibrary, Module, UTF8ToString, wasmTable */
addToLibrary({
  _embind_register_function__deps: ['$UTF8ToString', '$wasmTable'],
  _embind_register_function: (name, argCount, types, signature, invoker, method) => {
    const invoke = wasmTable.get(invoker);
    Module[UTF8ToString(name)] = (...args) => invoke(method, ...args);
  },
});
