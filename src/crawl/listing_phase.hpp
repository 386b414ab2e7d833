#pragma once

#include "hubmine/hub/parse.hpp"
#include "hubmine/store/walks.hpp"

#include "desk.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace hubmine::crawl {

/// Walks the lists of the chosen kinds, each by its own cursor, all at once. The next page is asked
/// for as soon as its address is known, but pages are stored in order: whatever happens, what
/// stands before the stored cursor is in the store.
class ListingPhase {
  public:
    ListingPhase(Desk& desk, const store::Walks& walks, const Manners& manners,
                 store::WalkScope scope)
        : desk_(desk),
          walks_(walks),
          page_limit_(manners.page_limit),
          max_pages_(manners.max_pages),
          scope_(std::move(scope)) {}

    /// Begins a walk, or goes on with one that is not older than `resume_within`; `endpoint` as the
    /// store spells it.
    void begin(const std::string& endpoint, std::chrono::seconds resume_within);
    /// Looks at the header of a reply and sends the next ask ahead.
    void look_ahead(const Delivery& delivery);
    [[nodiscard]] Tally handle(Delivery delivery);

    /// Every list has come to its end, or to a point where this run cannot go on.
    [[nodiscard]] bool ended() const;
    [[nodiscard]] bool complete() const;
    /// Rows stored of this walk, in earlier runs too.
    [[nodiscard]] std::int64_t rows() const;
    [[nodiscard]] std::int64_t snapshot_id() const { return snapshot_id_; }
    /// "listing models, spaces"
    [[nodiscard]] std::string phase() const;

  private:
    struct Page {
        Delivery delivery;
        std::string next_url;
    };

    struct KindState {
        core::Kind kind = core::Kind::kModel;
        int generation = 0;  ///< replies to asks of an older one are of no use
        int restarts = 0;
        std::int64_t next_to_ask = 0;
        std::int64_t next_to_store = 0;
        std::int64_t rows = 0;
        std::int64_t pages = 0;  ///< stored of this walk, in earlier runs too
        bool finished = false;
        bool is_unknown = false;                    ///< the Hub has no such list
        std::string failure;                        ///< why this run cannot go on; empty = it can
        std::map<std::int64_t, std::string> asked;  ///< addresses of the pages asked for
        std::map<std::int64_t, Page> arrived;
        PageCircle circle;
        std::unordered_set<std::uint64_t> followed;  ///< marks of the addresses walked
        [[nodiscard]] bool ended() const { return finished || !failure.empty(); }
    };

    [[nodiscard]] KindState& state_of(core::Kind kind);
    [[nodiscard]] bool is_current(const Ask& ask);
    [[nodiscard]] std::string first_url(core::Kind kind) const;
    void ask(KindState& state, const std::string& url, const std::string& previous_url);
    void send_ahead(KindState& state, const Ask& ask, const std::string& next_url);
    [[nodiscard]] Tally take_page(KindState& state, Delivery delivery);
    [[nodiscard]] Tally store_page(KindState& state, Page page);
    [[nodiscard]] std::optional<hub::ParsedList> accept(KindState& state, Page& page);
    [[nodiscard]] bool bears_another(KindState& state, Page& page, const hub::ParsedList& parsed);
    void go_on_ahead(KindState& state, const Page& page);
    [[nodiscard]] std::string standstill(KindState& state, const hub::ParsedList& page,
                                         const std::string& next_url) const;
    [[nodiscard]] bool is_doubtful_end(const KindState& state, const hub::ParsedList& page) const;
    void tell_end(const KindState& state, const store::ListEnd& end,
                  const store::PageResult& result) const;
    void forget_ahead(KindState& state);
    void redirect(KindState& state, Delivery delivery);
    void refuse(KindState& state, const Delivery& delivery);
    void restart(KindState& state, const std::string& why);
    void fail(KindState& state, const Delivery& delivery);

    Desk& desk_;
    store::Walks walks_;
    std::int64_t page_limit_;
    std::int64_t max_pages_;
    store::WalkScope scope_;
    std::int64_t snapshot_id_ = 0;
    std::vector<KindState> lists_;
};

}  // namespace hubmine::crawl
