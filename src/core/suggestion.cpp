#include "hubmine/core/suggestion.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hubmine::core {

std::string unknown_word(std::string_view what, std::string_view word,
                         const std::vector<std::string>& candidates) {
    const std::string_view near = nearest(word, candidates);
    return near.empty() ? fmt::format("unknown {} '{}': there are {}", what, word,
                                      fmt::join(candidates, ", "))
                        : fmt::format("unknown {} '{}': did you mean {}?", what, word, near);
}

}  // namespace hubmine::core
