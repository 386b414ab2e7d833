#include "command_page.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>

namespace hubmine::cli {

std::vector<std::string> words_of_choice(const std::string& value) {
    const bool is_list =
        value.find('|') != std::string::npos && std::all_of(value.begin(), value.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '|' || c == '-' ||
                   c == '_';
        });
    std::vector<std::string> words;
    if (is_list) {
        for (const std::string_view word : core::split(value, '|')) {
            words.emplace_back(word);
        }
    }
    return words;
}

}  // namespace hubmine::cli
