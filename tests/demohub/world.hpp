#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/content.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// A commit to push. What is left empty is made up; `date` is ISO 8601.
struct NewCommit {
    std::string title = "Update README.md";
    std::vector<std::string> authors;  ///< none: the repository's owner
    std::string date;
    std::string id;
};

/// A discussion to open. No author: the account was deleted.
struct NewDiscussion {
    std::string title = "A question";
    std::optional<std::string> author;
    std::string status = "open";
    bool is_pull_request = false;
    std::string created_at;
};

/// Where an id leads.
struct Place {
    enum class State { kHere, kMoved, kMissing };
    State state = State::kMissing;
    std::size_t index = 0;
    std::string name;  ///< the current id, when not missing
};

using Members = std::vector<std::pair<std::string, std::string>>;

/// A content and everything done to it since. Every function may be called by several threads.
/// Functions that change throw core::Error when the repository is not there.
class World {
  public:
    explicit World(std::unique_ptr<Content> content);

    /// Repositories ever seen, removed ones included; numbered in order of (createdAt, _id).
    [[nodiscard]] std::size_t size(core::Kind kind) const;
    [[nodiscard]] std::string name(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string hub_id(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::int64_t created_ms(core::Kind kind, std::size_t index) const;
    /// False for removed ones.
    [[nodiscard]] bool is_listed(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string object(core::Kind kind, std::size_t index, bool with_spaces) const;
    [[nodiscard]] Place lookup(core::Kind kind, std::string_view id) const;
    [[nodiscard]] std::size_t commit_count(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::vector<std::string> commits(core::Kind kind, std::size_t index,
                                                   std::size_t first, std::size_t count) const;
    [[nodiscard]] std::vector<std::string> discussions(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::vector<std::string> likers(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::optional<Account> account(std::string_view name) const;
    /// Grows with every change.
    [[nodiscard]] std::uint64_t version() const;

    /// A new repository at the end of the listing, with one commit. `members` are JSON texts that
    /// replace or join the defaults. Returns its `_id`.
    std::string create(core::Kind kind, std::string_view id, const Members& members = {});
    /// The repository keeps its `_id`; the old id redirects from now on.
    void rename(core::Kind kind, std::string_view id, std::string_view new_id);
    /// Neither listed nor found any more.
    void remove(core::Kind kind, std::string_view id);
    /// Undoes remove and vanish. `id` is the name at the time.
    void restore(core::Kind kind, std::string_view id);
    /// Still listed, but not found when asked for.
    void vanish(core::Kind kind, std::string_view id);
    /// Sets members of the object; a value is JSON text, an empty one takes the member away.
    void set(core::Kind kind, std::string_view id, const Members& members);
    void set_likes(core::Kind kind, std::string_view id, std::int64_t likes);
    /// Replaces those who like it, JSON objects, newest first; likes are their number.
    void set_likers(core::Kind kind, std::string_view id, std::vector<std::string> likers);
    void set_downloads(core::Kind kind, std::string_view id, std::int64_t downloads);
    /// Replaces the `license:` tags; an empty licence only takes them away.
    void relicense(core::Kind kind, std::string_view id, std::string_view license);
    /// "auto", "manual", or "" to open it.
    void gate(core::Kind kind, std::string_view id, std::string_view how);
    void disable(core::Kind kind, std::string_view id, bool disabled = true);
    void make_private(core::Kind kind, std::string_view id, bool is_private = true);
    /// The last of them becomes the head; `sha` and `lastModified` follow.
    void push_commits(core::Kind kind, std::string_view id, const std::vector<NewCommit>& commits);
    /// Replaces the history by its newest `keep` commits under new ids (a squash or force push).
    void rewrite_history(core::Kind kind, std::string_view id, std::size_t keep);
    /// Returns its number.
    std::int64_t add_discussion(core::Kind kind, std::string_view id,
                                const NewDiscussion& discussion);

  private:
    /// What differs from the content; created repositories have everything here.
    struct Change {
        std::optional<std::string> name;
        std::optional<std::string> object;
        std::optional<std::vector<std::string>> commits;
        std::optional<std::vector<std::string>> discussions;
        std::optional<std::vector<std::string>> likers;
        bool removed = false;
        std::optional<bool> vanished;
    };
    struct Created {
        std::string hub_id;
        std::int64_t ms = 0;
    };
    struct Kinds {
        std::map<std::size_t, Change> changes;
        std::vector<Created> created;
        std::map<std::string, std::size_t, std::less<>> names;   // lower case, of changed names
        std::map<std::string, std::size_t, std::less<>> former;  // lower case
    };

    // All of these expect the lock to be held.
    [[nodiscard]] const Kinds& at(core::Kind kind) const;
    [[nodiscard]] Kinds& at(core::Kind kind);
    [[nodiscard]] const Change* change(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string name_of(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::string object_of(core::Kind kind, std::size_t index, bool with_spaces) const;
    [[nodiscard]] std::vector<std::string> all_commits(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> named(core::Kind kind, std::string_view id) const;
    [[nodiscard]] bool is_removed(core::Kind kind, std::size_t index) const;
    [[nodiscard]] bool is_gone(core::Kind kind, std::size_t index) const;
    [[nodiscard]] std::size_t required(core::Kind kind, std::string_view id) const;
    void set_members(core::Kind kind, std::size_t index, const Members& members);
    void set_history(core::Kind kind, std::size_t index, std::vector<std::string> commits);
    /// Counts a change; returns its moment.
    std::string tick();

    std::unique_ptr<Content> content_;
    mutable std::shared_mutex mutex_;
    std::array<Kinds, 3> kinds_;
    std::uint64_t version_ = 0;
    std::int64_t clock_ms_ = 0;
};

}  // namespace hubmine::demohub
