#pragma once

#include "database.hpp"

namespace hubmine::store {

/// Makes what the views call cheaper over this connection, which is half of the time that reading
/// millions of rows takes. lower() and hex() give what SQLite's own give, but that hex() has
/// lower-case digits. strftime() gives milliseconds since 1970 instead of ISO 8601, so that moments
/// are told as text of digits: a date made of a number would be made a number again at once.
void use_quick_functions(Database& database);

}  // namespace hubmine::store
