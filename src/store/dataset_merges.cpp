#include "dataset_loader.hpp"
#include "interner.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

namespace {

__extension__ using Commits = __int128;  // no sum overflows, whatever the store says

/// A name of an accepted pair.
struct Member {
    std::string name;
    std::size_t parent = 0;
    std::uint32_t author = Positions::kNone;  ///< kNone: the store knows nobody of that name
    Commits commits = 0;
};

/// The rule, as in the view `identities`: most commits, then the smallest name by its bytes.
bool is_named_before(const Member& a, const Member& b) {
    return a.commits != b.commits ? a.commits > b.commits : a.name < b.name;
}

/// Disjoint sets of names.
class Groups {
  public:
    std::size_t member(std::string_view name) {
        const auto found = index_.find(name);
        if (found != index_.end()) {
            return found->second;
        }
        const std::size_t next = members_.size();
        members_.push_back({.name = std::string(name), .parent = next});
        index_.emplace(name, next);
        return next;
    }
    std::size_t root(std::size_t at) {
        while (members_[at].parent != at) {
            members_[at].parent = members_[members_[at].parent].parent;
            at = members_[at].parent;
        }
        return at;
    }
    void join(std::string_view a, std::string_view b) {
        const std::size_t first = root(member(a));
        const std::size_t second = root(member(b));
        members_[std::max(first, second)].parent = std::min(first, second);
    }
    [[nodiscard]] std::vector<Member>& members() { return members_; }
    [[nodiscard]] std::size_t find(std::string_view name) const {
        const auto found = index_.find(name);
        return found == index_.end() ? members_.size() : found->second;
    }

  private:
    core::TextMap<std::size_t> index_;
    std::vector<Member> members_;
};

/// Names that were called one person's.
Groups load_groups(Database& database) {
    Groups groups;
    const auto rows = database.cached(
        "SELECT name_a, name_b FROM decision WHERE decision = 'accept' "
        "ORDER BY name_a, name_b");
    while (rows->step()) {
        groups.join(rows->text(0), rows->text(1));
    }
    return groups;
}

std::vector<Commits> commits_of_lists(Database& database, const Positions& lists,
                                      std::size_t count) {
    std::vector<Commits> commits(count, 0);
    const auto rows = database.cached("SELECT list_id, commits FROM repo_contribution");
    while (rows->step()) {
        commits[lists.at(rows->integer(0))] += rows->integer(1);
    }
    return commits;
}

/// `member_of`: by author, past the members for who was never joined.
void count_commits(const Dataset& data, const std::vector<Commits>& commits_of_list,
                   const std::vector<std::size_t>& member_of, std::vector<Member>& members) {
    std::vector<std::size_t> last_list(members.size(), commits_of_list.size());
    for (std::size_t list = 0; list < commits_of_list.size(); ++list) {
        for (const std::uint32_t author : data.author_lists[list]) {
            const std::size_t member =
                author < member_of.size() ? member_of[author] : members.size();
            // Who stands in a list twice made its commits once.
            if (member < members.size() && last_list[member] != list) {
                last_list[member] = list;
                members[member].commits += commits_of_list[list];
            }
        }
    }
}

}  // namespace

/// What a group is called is a fact of the store: every commit counts, whatever part or time of it
/// is loaded.
void DatasetLoader::load_merges() {
    Groups groups = load_groups(database_);
    std::vector<Member>& members = groups.members();
    if (members.empty()) {
        return;
    }
    std::vector<std::size_t> member_of(data_.authors.size(), members.size());
    for (std::uint32_t author = 0; author < data_.authors.size(); ++author) {
        member_of[author] = groups.find(data_.authors[author]);
        if (member_of[author] < members.size()) {
            members[member_of[author]].author = author;
        }
    }
    count_commits(data_, commits_of_lists(database_, lists_, data_.author_lists.size()), member_of,
                  members);
    std::vector<std::size_t> chosen(members.size(), members.size());  // by root
    for (std::size_t i = 0; i < members.size(); ++i) {
        std::size_t& best = chosen[groups.root(i)];
        best = best == members.size() || is_named_before(members[i], members[best]) ? i : best;
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        Member& named = members[chosen[groups.root(i)]];
        if (members[i].author != Positions::kNone && named.author == Positions::kNone) {
            named.author = static_cast<std::uint32_t>(data_.authors.size());
            data_.authors.push_back(named.name);
        }
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].author != Positions::kNone) {
            data_.merges.push_back(
                {.author = members[i].author, .developer = members[chosen[groups.root(i)]].author});
        }
    }
    std::sort(data_.merges.begin(), data_.merges.end(),
              [](const Merge& a, const Merge& b) { return a.author < b.author; });
}

}  // namespace hubmine::store
