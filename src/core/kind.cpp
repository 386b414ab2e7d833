#include "hubmine/core/kind.hpp"

namespace hubmine::core {

std::string_view kind_name(Kind kind) {
    constexpr std::array<std::string_view, 3> kNames{"model", "dataset", "space"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view kind_plural(Kind kind) {
    constexpr std::array<std::string_view, 3> kNames{"models", "datasets", "spaces"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (const Kind kind : kAllKinds) {
        if (text == kind_name(kind) || text == kind_plural(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string kind_list(std::span<const Kind> kinds, std::string_view separator) {
    std::string list;
    for (const Kind kind : kinds) {
        list += list.empty() ? "" : separator;
        list += kind_plural(kind);
    }
    return list;
}

}  // namespace hubmine::core
