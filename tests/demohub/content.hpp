#pragma once

#include "hubmine/core/kind.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// A user or an organisation.
struct Account {
    std::string name;
    std::string full_name;
    bool is_organisation = false;
    /// Members of its overview, as JSON texts, that replace or join the defaults.
    std::vector<std::pair<std::string, std::string>> members{};
};

/// What a Hub holds before anybody changes it. Repositories of a kind are numbered from 0 in the
/// order of (createdAt, _id). Everything is computed or read when asked for, and may be asked for
/// by several threads at once.
class Content {
  public:
    Content() = default;
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    Content(Content&&) = delete;
    Content& operator=(Content&&) = delete;
    virtual ~Content() = default;

    [[nodiscard]] virtual std::size_t count(core::Kind kind) const = 0;
    /// The current id: "owner/name", or "name" in old worlds.
    [[nodiscard]] virtual std::string name(core::Kind kind, std::size_t index) const = 0;
    [[nodiscard]] virtual std::string hub_id(core::Kind kind, std::size_t index) const = 0;
    /// Milliseconds since 1970.
    [[nodiscard]] virtual std::int64_t created_ms(core::Kind kind, std::size_t index) const = 0;
    /// The complete JSON object. A model's `spaces` may be left out unless asked for.
    [[nodiscard]] virtual std::string object(core::Kind kind, std::size_t index,
                                             bool with_spaces) const = 0;
    /// The repository whose id is this but for the case of letters.
    [[nodiscard]] virtual std::optional<std::size_t> find(core::Kind kind,
                                                          std::string_view id) const = 0;
    /// True for a repository that lists still show though it is gone.
    [[nodiscard]] virtual bool vanished(core::Kind kind, std::size_t index) const = 0;
    /// Where a former id leads, if it was one; letter case does not matter.
    [[nodiscard]] virtual std::optional<std::string> moved_to(core::Kind kind,
                                                              std::string_view id) const = 0;

    [[nodiscard]] virtual std::size_t commit_count(core::Kind kind, std::size_t index) const = 0;
    /// JSON objects, newest first, at most `count` from `first` on.
    [[nodiscard]] virtual std::vector<std::string> commits(core::Kind kind, std::size_t index,
                                                           std::size_t first,
                                                           std::size_t count) const = 0;
    /// JSON objects, newest first.
    [[nodiscard]] virtual std::vector<std::string> discussions(core::Kind kind,
                                                               std::size_t index) const = 0;
    /// JSON objects, newest first.
    [[nodiscard]] virtual std::vector<std::string> likers(core::Kind kind,
                                                          std::size_t index) const = 0;
    /// Letter case does not matter.
    [[nodiscard]] virtual std::optional<Account> account(std::string_view name) const = 0;

    /// The moment at which this world is looked at, milliseconds since 1970.
    [[nodiscard]] virtual std::int64_t now_ms() const = 0;
};

}  // namespace hubmine::demohub
