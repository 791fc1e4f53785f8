// Instead of libembind's own, which would have embind.js know strings, views of memory and JavaScript's
// values too.
#include <emscripten/bind.h>

extern "C" {

/// For a message about types that are not known.
const char* __getTypeName(const std::type_info* /*type*/) { return ""; }

/// For other threads, which there are none of.
void _embind_register_bindings(emscripten::internal::InitFunc* /*bindings*/) {}

}  // extern "C"
