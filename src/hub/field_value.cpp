#include "field_value.hpp"

#include <algorithm>

namespace hubmine::hub {

std::vector<std::string_view> split_field(std::string_view value, char separator) {
    std::vector<std::string_view> parts;
    bool quoted = false;
    std::size_t first = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == '<') {
            i = std::min(value.find('>', i), value.size());
        } else if (!quoted && c == separator) {
            parts.push_back(value.substr(first, i - first));
            first = i + 1;
        }
    }
    parts.push_back(value.substr(std::min(first, value.size())));
    return parts;
}

}  // namespace hubmine::hub
