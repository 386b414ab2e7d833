#include "refusals.hpp"

#include <algorithm>
#include <cstddef>

namespace hubmine::crawl {

namespace {

constexpr std::size_t kMostInARow = 20;
constexpr int kUnknownToStrangers = 401;

/// Anybody could have written this refusal: it bears no code of the Hub's, and is not the 401 that
/// strangers get for what is not there.
bool is_anybodys(const hub::Judgement& judgement, const hub::Reply& reply) {
    const bool is_refusal = judgement.verdict == hub::Verdict::kBadRequest ||
                            judgement.verdict == hub::Verdict::kUnreadable ||
                            judgement.verdict == hub::Verdict::kGone;
    return is_refusal && reply.status != kUnknownToStrangers && !reply.headers.has("x-error-code");
}

}  // namespace

std::vector<store::Outcome> Refusals::note(const Delivery& delivery,
                                           const store::Outcome& outcome) {
    if (is_anybodys(delivery.judgement, delivery.reply)) {
        return add(outcome);
    }
    if (delivery.judgement.trouble == hub::Trouble::kFinal) {
        end();  // in the Hub's words
    }
    return {};
}

std::vector<store::Outcome> Refusals::add(const store::Outcome& outcome) {
    if (!row_.empty() && row_.back().http_status != outcome.http_status) {
        row_.clear();
    }
    const bool is_known = std::any_of(row_.begin(), row_.end(), [&](const store::Outcome& each) {
        return each.repo_id == outcome.repo_id;
    });
    if (row_.size() >= kMostInARow) {
        return {outcome};
    }
    if (!is_known) {
        row_.push_back(outcome);
    }
    return row_.size() < kMostInARow ? std::vector<store::Outcome>() : row_;
}

}  // namespace hubmine::crawl
