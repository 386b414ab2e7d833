#include "common/hidden_names.hpp"

#include "hubmine/core/digest.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace hubmine::analysis {

namespace {

constexpr std::string_view kIndividual = "individual";

bool is_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

std::string_view owner_part(std::string_view id) {
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? std::string_view() : id.substr(0, slash);
}

}  // namespace

HiddenNames::HiddenNames(const store::Dataset& data, const std::string& key)
    : data_(data), key_(key), organisations_(load_organisations({})) {
    for (const Organisation& row : organisations_.rows()) {
        if (row.type != kIndividual) {
            entities_.insert(row.entity);
        }
    }
    for (std::size_t i = 0; i < data.owners.size(); ++i) {
        if (data.owners.is_organisation[i] != 0) {
            told_.insert(data.owners.name[i]);
        }
    }
    for (const store::Repos& repos : data.repos) {
        for (const std::string_view id : repos.id) {
            const std::string_view owner = owner_part(id);
            if (owner.empty()) {
                ownerless_.insert(id);
            } else if (entities_.contains(owner)) {
                owners_called_like_entities_.insert(owner);
            }
        }
    }
}

bool HiddenNames::is_person(std::string_view owner) const {
    const Organisation* const listed = organisations_.find(owner);
    return listed != nullptr ? listed->type == kIndividual : !told_.contains(owner);
}

std::string HiddenNames::person(std::string_view name) const {
    return "person-" + digits("owner:", name);
}

std::optional<std::string> HiddenNames::instead_of_owner(std::string_view name) const {
    return is_person(name) ? std::optional(person(name)) : std::nullopt;
}

/// Somebody may call themselves like an organisation of the list.
std::optional<std::string> HiddenNames::instead_of_entity(std::string_view name) const {
    const bool is_listed = entities_.contains(name) && !owners_called_like_entities_.contains(name);
    return is_listed ? std::nullopt : instead_of_owner(name);
}

/// What is no id that the Hub gives (a path on somebody's disk, which cards name) may tell
/// anything.
std::optional<std::string> HiddenNames::instead_of_repository(std::string_view id,
                                                              OwnedBy by) const {
    const std::string_view owner = owner_part(id);
    if (owner.empty()) {
        const bool stays =
            by == OwnedBy::kOrganisation || (by == OwnedBy::kNobodySays && ownerless_.contains(id));
        return stays ? std::nullopt : std::optional(repository(id));
    }
    if (is_person(owner)) {
        return fmt::format("{}/{}", person(owner), repository(id));
    }
    const bool is_an_id = id.find('/', owner.size() + 1) == std::string_view::npos;
    return is_an_id ? std::nullopt : std::optional(repository(id));
}

bool HiddenNames::stand_in(std::string_view line) {
    gather_people();
    std::size_t at = 0;
    while (at < line.size()) {
        std::size_t end = at;
        while (end < line.size() && is_of_a_name(line[end])) {
            ++end;
        }
        // A full stop may end a name, or the sentence.
        const std::string_view word = line.substr(at, end - at);
        const std::string_view bare = word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
        if (people_.contains(word) || people_.contains(bare)) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

std::string HiddenNames::repository(std::string_view id) const {
    return "repository-" + digits("repository:", id);
}

std::string HiddenNames::digits(std::string_view of, std::string_view name) const {
    constexpr std::size_t kDigits = 16;
    return core::hmac_sha256(key_, fmt::format("{}{}", of, name)).substr(0, kDigits);
}

void HiddenNames::gather_people() {
    if (!people_.empty()) {
        return;
    }
    for (const std::string_view author : data_.authors) {
        people_.insert(author);
    }
    for (const store::Repos& repos : data_.repos) {
        for (const std::string_view id : repos.id) {
            if (const std::string_view owner = owner_part(id);
                !owner.empty() && !people_.contains(owner) && is_person(owner)) {
                people_.insert(owner);
            }
        }
    }
}

}  // namespace hubmine::analysis
