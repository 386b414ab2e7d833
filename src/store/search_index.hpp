#pragma once

#include "hubmine/core/files.hpp"
#include "hubmine/store/search.hpp"

#include "database.hpp"
#include "position_set.hpp"
#include "search_bm25.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// How FTS5 cuts text into words.
inline constexpr std::string_view kSearchTokenizer = "unicode61 remove_diacritics 2";

/// What is known of a repository without words; -1 = not known.
struct SearchNumbers {
    std::int64_t repo_id = 0;
    std::int64_t likes = -1;
    std::int64_t downloads = -1;
    std::int64_t id_rank = 0;  ///< ascending as ids are as bytes
};
/// So many stand together in a row of the file: of numbers few, which are read of what is told.
inline constexpr std::size_t kNumbersChunk = 64;
inline constexpr std::size_t kPopularityChunk = 448;
inline constexpr std::size_t kOrderChunk = 4096;

/// What positions are listed by besides popularity; the numbers are those in the file.
enum class SearchOrder : std::uint8_t { kLikes = 0, kDownloads = 1 };

/// Where the index of a store stands.
[[nodiscard]] std::filesystem::path search_index_path(const std::filesystem::path& store);
/// Removes it, and the parts of indexes that are being made: for who wants nothing of what stood in
/// the store to be left. Throws Error.
void remove_search_index(const std::filesystem::path& store);

/// An open index. Positions stand for the present repositories, the most popular ones first; the
/// FTS5 table `words` has them as rowids, from 1 on.
class SearchIndex {
  public:
    /// Opens the one that is there when it is of this state of the store, else makes it.
    [[nodiscard]] static std::unique_ptr<SearchIndex> open(Store& store,
                                                           const SearchIndexOptions& options);
    /// Makes it in any case.
    [[nodiscard]] static std::unique_ptr<SearchIndex> make(Store& store,
                                                           const SearchIndexOptions& options);
    SearchIndex(const SearchIndex&) = delete;
    SearchIndex& operator=(const SearchIndex&) = delete;
    SearchIndex(SearchIndex&&) = delete;
    SearchIndex& operator=(SearchIndex&&) = delete;
    ~SearchIndex() = default;

    [[nodiscard]] Database& database() { return database_; }
    /// It was made by this process, so that it is whole.
    [[nodiscard]] bool is_new() const { return is_new_; }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] SearchNumbers numbers(std::uint32_t position);
    /// What likes and downloads add to a score: the higher the position, the less.
    [[nodiscard]] double popularity(std::uint32_t position) {
        const std::size_t chunk = position / kPopularityChunk;
        if (chunk != popularity_chunk_) {
            read_popularities(chunk);
        }
        return popularities_[position % kPopularityChunk];
    }
    /// Whether `bm25_of_wanted(words)` tells of all rows or of some only, and what it knows.
    [[nodiscard]] Bm25& bm25() { return bm25_; }
    /// Calls `visit` with some positions at a time until it says false: in the order of likes,
    /// downloads and id, or of downloads, likes and id.
    template <typename Visit>
    void for_each_chunk(SearchOrder order, const Visit& visit) {
        Statement chunks(database_, "SELECT bytes FROM listed WHERE by = ? ORDER BY chunk");
        chunks.bind(static_cast<std::int64_t>(order));
        while (chunks.step() &&
               visit(std::span<const std::uint32_t>(positions_in(chunks.bytes(0))))) {
        }
    }

    /// Adds the repositories that a filter's key names.
    void add_matches(std::string_view key, PositionSet& into);

  private:
    SearchIndex(const std::filesystem::path& path, std::unique_ptr<core::Replacement> scratch);
    [[nodiscard]] static std::unique_ptr<SearchIndex> if_of(const std::filesystem::path& path,
                                                            std::string_view key);
    void read_popularities(std::size_t chunk);
    [[nodiscard]] std::vector<std::uint32_t> positions_in(std::string_view bytes) const;
    [[nodiscard]] std::string made_of();

    /// What there is of an index that is thrown away after use.
    std::unique_ptr<core::Replacement> scratch_;
    Database database_;
    bool is_new_ = false;
    std::size_t size_ = 0;
    std::vector<double> popularities_;  // of one chunk
    std::size_t popularity_chunk_ = std::numeric_limits<std::size_t>::max();
    Bm25 bm25_;
};

/// What stands for a filter in an index: `license:mit`.
[[nodiscard]] std::string filter_key(SearchField field, std::string_view value);

}  // namespace hubmine::store
