#include "hubmine/identity/bots.hpp"

#include "hubmine/core/csv.hpp"

#include <algorithm>

namespace hubmine::identity {

namespace {

/// Glob with `*` only: greedy with one point of return, linear in practice.
bool matches(std::string_view pattern, std::string_view name) {
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

BotList::BotList(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
        if (pattern.find('*') == std::string::npos) {
            names_.insert(pattern);
        } else {
            patterns_.push_back(pattern);
        }
    }
}

bool BotList::contains(std::string_view name) const {
    return names_.contains(std::string(name)) ||
           std::any_of(patterns_.begin(), patterns_.end(),
                       [name](const std::string& pattern) { return matches(pattern, name); });
}

BotList load_bots(const std::filesystem::path& path) {
    return BotList(core::read_list(
        path, {.names = {"name", "bot", "user", "pattern"},
               .beside = {"", "reason", "why", "comment", "note", "type", "source"}}));
}

}  // namespace hubmine::identity
