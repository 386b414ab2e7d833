#pragma once

#include <string>
#include <string_view>

namespace hubmine::hub {

/// Overwrites with asterisks what of the text is the secret; its length stays.
void blank(std::string& text, std::string_view secret);

}  // namespace hubmine::hub
