#include "long_row.hpp"

#include <algorithm>
#include <utility>

namespace hubmine::network {

std::size_t LongRow::KeyHash::operator()(const Key& key) const {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = key.edges;
    hash = (hash ^ (hash >> 32U)) * kOdd + key.out;
    hash = (hash ^ (hash >> 32U)) * kOdd + key.in;
    hash = (hash ^ (hash >> 32U)) * kOdd;
    return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

LongRow::LongRow(const std::vector<Tie>& row) {
    positions_.reserve(row.size());
    for (std::uint32_t at = 0; at < row.size(); ++at) {
        positions_.emplace(row[at].to, at);
        if (!row[at].is_mine) {
            theirs_.insert(row[at].to);
        }
    }
    fill_shelves(row);
}

void LongRow::attach(const std::vector<Tie>& row, std::uint32_t at) {
    const Tie& tie = row[at];
    positions_[tie.to] = at;
    if (!tie.is_mine) {
        theirs_.insert(tie.to);
        return;
    }
    shelve(row, tie);
}

void LongRow::detach(const std::vector<Tie>& row, std::uint32_t at) {
    const Tie& tie = row[at];
    positions_.erase(tie.to);
    if (tie.is_mine) {
        tidy(row, key_of(tie));
    } else {
        theirs_.erase(tie.to);
    }
}

void LongRow::change(const std::vector<Tie>& row, std::uint32_t at, const Tie& before) {
    const Tie& tie = row[at];
    if (tie.to != before.to) {
        positions_.erase(before.to);
        positions_.emplace(tie.to, at);
    }
    if (!before.is_mine && (tie.is_mine || tie.to != before.to)) {
        theirs_.erase(before.to);
    }
    if (!tie.is_mine && (before.is_mine || tie.to != before.to)) {
        theirs_.insert(tie.to);
    }
    const bool stays = tie.is_mine && before.is_mine && tie.to == before.to &&
                       tie.label == before.label && key_of(tie) == key_of(before);
    if (stays) {
        return;
    }
    if (before.is_mine) {
        tidy(row, key_of(before));
    }
    if (tie.is_mine) {
        shelve(row, tie);
    }
}

bool LongRow::is_after(const Book& a, const Book& b) {
    return std::pair(a.label, a.to) > std::pair(b.label, b.to);
}

void LongRow::shelve(const std::vector<Tie>& row, const Tie& tie) {
    add(tie);
    constexpr std::size_t kSlack = 64;
    if (books_ > 2 * row.size() + kSlack) {
        fill_shelves(row);
    }
}

void LongRow::add(const Tie& tie) {
    const auto [found, added] = shelf_of_.try_emplace(key_of(tie), shelves_.size());
    if (added) {
        shelves_.push_back({.key = key_of(tie), .books = {}});
    }
    std::vector<Book>& books = shelves_[found->second].books;
    books.push_back({.label = tie.label, .to = tie.to});
    std::push_heap(books.begin(), books.end(), is_after);
    ++books_;
}

void LongRow::fill_shelves(const std::vector<Tie>& row) {
    shelves_.clear();
    shelf_of_.clear();
    books_ = 0;
    for (const Tie& tie : row) {
        if (tie.is_mine) {
            add(tie);
        }
    }
}

/// What has left the shelf is taken away from its front.
void LongRow::tidy(const std::vector<Tie>& row, const Key& key) {
    const auto found = shelf_of_.find(key);
    if (found == shelf_of_.end()) {
        return;
    }
    const std::size_t at = found->second;
    std::vector<Book>& books = shelves_[at].books;
    while (!books.empty() && !is_there(row, key, books.front())) {
        std::pop_heap(books.begin(), books.end(), is_after);
        books.pop_back();
        --books_;
    }
    if (books.empty()) {
        shelf_of_.erase(found);
        if (at + 1 < shelves_.size()) {
            shelves_[at] = std::move(shelves_.back());
            shelf_of_[shelves_[at].key] = at;
        }
        shelves_.pop_back();
    }
}

bool LongRow::is_there(const std::vector<Tie>& row, const Key& key, const Book& book) const {
    const std::uint32_t at = position(book.to);
    return at != kNoSlot && row[at].is_mine && row[at].label == book.label &&
           key_of(row[at]) == key;
}

}  // namespace hubmine::network
