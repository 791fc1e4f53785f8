// What libembind's own bind.cpp is, for a program that binds numbers alone: that one also registers strings
// of all widths, views of memory and handles of JavaScript values, and with them glue that a page would have
// to load.
#include <emscripten/bind.h>

#include <cstring>
#include <limits>

using emscripten::internal::TypeID;

namespace {

template <typename Integer>
void register_integer(const char* name) {
  using Limits = std::numeric_limits<Integer>;
  emscripten::internal::_embind_register_integer(TypeID<Integer>::get(), name, sizeof(Integer),
                                                 static_cast<std::int32_t>(Limits::min()),
                                                 static_cast<std::uint32_t>(Limits::max()));
}

}  // namespace

extern "C" {

/// For the message about a type that is not registered here.
const char* __getTypeName(const std::type_info* /*type*/) { return strdup("?"); }

/// For other threads, which there are none of.
void _embind_register_bindings(emscripten::internal::InitFunc* /*bindings*/) {}

}  // extern "C"

EMSCRIPTEN_BINDINGS(numbers) {
  emscripten::internal::_embind_register_void(TypeID<void>::get(), "void");
  register_integer<int>("int");
  register_integer<unsigned>("unsigned int");
  register_integer<unsigned long>("unsigned long");
  emscripten::internal::_embind_register_float(TypeID<double>::get(), "double", sizeof(double));
}
