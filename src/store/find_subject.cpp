#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/glance.hpp"

#include "database.hpp"
#include "owned_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace hubmine::store {

namespace {

/// A name without what says its kind.
struct Asked {
    std::string name;
    std::optional<core::Kind> kind;
    bool is_owner = false;
};

Asked read_name(std::string_view text, std::optional<core::Kind> kind) {
    constexpr std::array<std::string_view, 3> kAddresses{"https://", "http://", "huggingface.co/"};
    constexpr std::array<std::pair<std::string_view, core::Kind>, 3> kPrefixes{
        {{"models/", core::Kind::kModel},
         {"datasets/", core::Kind::kDataset},
         {"spaces/", core::Kind::kSpace}}};
    for (const std::string_view address : kAddresses) {
        text.remove_prefix(text.starts_with(address) ? address.size() : 0);
    }
    Asked asked{.name = std::string(text), .kind = kind};
    for (const auto& [prefix, told] : kPrefixes) {
        if (text.starts_with(prefix) && text.size() > prefix.size()) {
            if (kind && *kind != told) {
                throw core::UsageError(
                    fmt::format("{} is no {}: leave out --kind", text, core::kind_name(*kind)));
            }
            asked = {.name = std::string(text.substr(prefix.size())), .kind = told};
        }
    }
    if (asked.name.size() > 1 && asked.name.ends_with('/')) {
        asked.name.pop_back();
        asked.is_owner = true;
    }
    return asked;
}

class Finder {
  public:
    Finder(Database& database, Asked asked) : database_(database), asked_(std::move(asked)) {}

    [[nodiscard]] Subject find() {
        const bool may_own = !asked_.kind && asked_.name.find('/') == std::string::npos;
        if (!asked_.is_owner && find_by(kPresent, "")) {
            return std::move(subject_);
        }
        if (may_own && is_owner()) {
            return {.name = asked_.name};
        }
        if (!asked_.is_owner && (find_by(kPast, "its name until ") || find_by(kRedirected, ""))) {
            return std::move(subject_);
        }
        throw core::UsageError(complaint());
    }

  private:
    /// Each gives number, kind and present name of repositories, the kinds in their order, and when
    /// they were last called so.
    static constexpr const char* kPresent =
        "SELECT r.repo_id, r.kind, r.id, NULL FROM repo AS r JOIN repo_state AS s USING (repo_id) "
        "WHERE r.id = ?1 ORDER BY r.kind, s.removed_at IS NOT NULL, r.repo_id DESC";
    static constexpr const char* kPast =
        "SELECT r.repo_id, r.kind, r.id, "
        "strftime('%Y-%m-%d', h.last_seen / 1000.0, 'unixepoch') "
        "FROM repo_history AS h JOIN repo AS r USING (repo_id) "
        "WHERE h.field = 0 AND h.value = ?1 ORDER BY r.kind, h.first_seen DESC, r.repo_id";
    static constexpr const char* kRedirected =
        "SELECT r.repo_id, r.kind, r.id, NULL FROM alias AS a "
        "JOIN repo AS r ON r.kind = a.kind AND r.hub_id = a.hub_id "
        "WHERE a.id = ?1 ORDER BY r.kind, r.repo_id";

    bool find_by(const char* sql, std::string_view until) {
        subject_ = {};
        Statement rows(database_, sql);
        rows.bind(std::string_view(asked_.name));
        while (rows.step()) {
            const core::Kind kind = rows.kind(1);
            if (asked_.kind && kind != *asked_.kind) {
                continue;
            }
            if (subject_.repo_id == 0) {
                subject_ = {
                    .repo_id = rows.integer(0), .kind = kind, .name = std::string(rows.text(2))};
                subject_.why = subject_.name == asked_.name ? ""
                               : until.empty()              ? "the Hub leads from this name to it"
                                               : fmt::format("{}{}", until, rows.text(3));
            } else if (kind != subject_.kind &&
                       std::ranges::find(subject_.also, kind) == subject_.also.end()) {
                subject_.also.push_back(kind);
            }
        }
        return subject_.repo_id != 0;
    }

    [[nodiscard]] bool is_owner() {
        const OwnedRange range(asked_.name);
        Statement owned(database_, "SELECT 1 FROM repo WHERE id >= ? AND id < ? LIMIT 1");
        owned.bind(range.first(), range.end());
        if (owned.step()) {
            return true;
        }
        Statement told(database_, "SELECT 1 FROM owner WHERE name = ?");
        told.bind(std::string_view(asked_.name));
        return told.step();
    }

    [[nodiscard]] std::string complaint() {
        const bool is_of_owner = asked_.is_owner || asked_.name.find('/') == std::string::npos;
        const std::string what = asked_.is_owner ? "owner"
                                 : asked_.kind   ? std::string(core::kind_name(*asked_.kind))
                                 : is_of_owner   ? "repository or owner"
                                                 : "repository";
        const std::vector<std::string> near = near_names(is_of_owner && !asked_.kind);
        const std::string_view best = core::nearest(asked_.name, near);
        return best.empty()
                   ? fmt::format("no {} is called '{}': `hubmine search` finds by words", what,
                                 asked_.name)
                   : fmt::format("no {} is called '{}': did you mean {}?", what, asked_.name, best);
    }

    /// Of a million names only those that could be near: a distance for each would take seconds.
    [[nodiscard]] std::vector<std::string> near_names(bool of_owners) {
        const std::string wanted = core::ascii_lower(asked_.name);
        const std::size_t most = std::max<std::size_t>(wanted.size() / 5, 1);
        std::set<std::string> near;
        const auto consider = [&](std::string_view name) {
            if (name.size() <= wanted.size() + most && wanted.size() <= name.size() + most &&
                letters_apart(name, wanted) <= 2 * most) {
                near.emplace(name);
            }
        };
        Statement names(database_, "SELECT id, kind FROM repo");
        while (names.step()) {
            const std::string_view id = names.text(0);
            if (!asked_.is_owner && (!asked_.kind || names.kind(1) == *asked_.kind)) {
                consider(id);
            }
            const std::size_t slash = id.find('/');
            if (of_owners && slash != std::string_view::npos) {
                consider(id.substr(0, slash));
            }
        }
        return {near.begin(), near.end()};
    }

    /// How many letters one has that the other has not, wherever they stand: at most twice as many
    /// as would have to be edited.
    static std::size_t letters_apart(std::string_view name, std::string_view wanted) {
        std::array<int, 256> counts{};
        for (const char c : wanted) {
            ++counts.at(static_cast<unsigned char>(c));
        }
        std::size_t apart = wanted.size();
        for (const char c : name) {
            const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            apart = --counts.at(static_cast<unsigned char>(lower)) >= 0 ? apart - 1 : apart + 1;
        }
        return apart;
    }

    Database& database_;
    Asked asked_;
    Subject subject_;
};

}  // namespace

Subject find_subject(Store& store, std::string_view name, std::optional<core::Kind> kind) {
    const ReadView consistent(store.database());
    return Finder(store.database(), read_name(name, kind)).find();
}

}  // namespace hubmine::store
