#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/hub/transport.hpp"
#include "hubmine/hub/verdict.hpp"
#include "hubmine/store/targets.hpp"
#include "hubmine/store/work_queue.hpp"

#include "page_circle.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

namespace hubmine::crawl {

/// What a request is for.
enum class Purpose {
    kList,    ///< a page of a list
    kTarget,  ///< the repository behind an id that spaces name
    kOwner,   ///< the overview of who owns repositories
    kDetail,  ///< a page of what is read of the repository `item`
    kMoved    ///< who stands where a redirect of `item` led
};

/// Whose overview is asked for, and by which route.
struct OwnerAsk {
    std::size_t number = 0;  ///< among those asked for in this run
    std::string name;
    hub::AccountKind route = hub::AccountKind::kUser;
    bool is_second = false;  ///< the other route does not know it
};

/// One thing to ask the Hub, and what is needed to make sense of the reply.
struct Ask {
    Purpose purpose = Purpose::kList;
    core::Kind kind = core::Kind::kModel;
    std::string url;
    std::string previous_url;  ///< of the page before, when this run asked for it
    std::int64_t page = 0;     ///< number of the page in its walk
    int generation = 0;        ///< lists: which walk it belongs to
    store::WorkItem item;      ///< detail, moved
    store::Target target;      ///< target
    OwnerAsk owner;            ///< owner
    bool again = false;        ///< detail: the walk was started over for its doubts
    int hops = 0;              ///< redirects followed so far
    int attempts = 0;          ///< requests made so far
    int put_back = 0;          ///< how often the Hub said when to come again: no attempts
    int doubted_ends = 0;      ///< lists: how often this page said to be the last and was doubted
    PageCircle circle;         ///< detail: the pages so far
    std::int64_t after = -1;   ///< discussions: where the page before started
    std::int64_t rows = 0;     ///< detail: that this run has stored of the walk
    std::optional<std::int64_t> said;  ///< how many the Hub said first that there are
    bool circles = false;              ///< its pages lead nowhere: the next run starts anew
    /// commits, likers: marks of the addresses followed so far
    std::shared_ptr<std::unordered_set<std::uint64_t>> followed;
};

/// The reply to `ask` names a page as the next one that has been read already.
[[nodiscard]] inline bool leads_back(const Ask& ask, const std::string& next_url) {
    return !next_url.empty() && (next_url == ask.url || next_url == ask.previous_url);
}

/// A walk may bring more rows than the Hub said first: people go on working meanwhile.
[[nodiscard]] inline bool is_beyond(std::int64_t rows, std::int64_t said) {
    constexpr std::int64_t kMargin = 1000;
    constexpr std::int64_t kMarginOf = 10;
    return rows > said && rows - said > std::max(kMargin, said / kMarginOf);
}

/// No reply to an honest request comes near this; a hostile or broken one must not fill the memory.
[[nodiscard]] inline std::size_t most_bytes(const Ask& ask) {
    constexpr std::size_t kMegabyte = std::size_t{1} << 20U;
    if (ask.purpose == Purpose::kList) {
        return 64 * kMegabyte;
    }
    const bool is_commits =
        ask.purpose == Purpose::kDetail && ask.item.what == store::Detail::kCommits;
    return (is_commits ? 16 : 8) * kMegabyte;
}

/// Lists, targets and owners are one lane, the reads of repositories another; both get their turn.
[[nodiscard]] inline bool is_listing(const Ask& ask) {
    return ask.purpose == Purpose::kList || ask.purpose == Purpose::kTarget ||
           ask.purpose == Purpose::kOwner;
}

/// The end of an Ask: a reply that was judged. The verdict kRetry means that retries are used up.
struct Delivery {
    Ask ask;
    hub::Reply reply;
    hub::Judgement judgement;
};

}  // namespace hubmine::crawl
