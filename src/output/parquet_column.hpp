#pragma once

#include "hubmine/core/column_batch.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/output/parquet.hpp"

#include "parquet_dictionary.hpp"
#include "parquet_numbers.hpp"
#include "parquet_statistics.hpp"
#include "zstd_packer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::output {

/// What the end of the file tells of a column within a row group.
struct ParquetChunk {
    std::int64_t values = 0;  ///< missing ones included
    std::int64_t plain_pages = 0;
    std::int64_t dictionary_pages = 0;  ///< of values that are told by a dictionary
    std::int64_t dictionary_size = 0;   ///< bytes of the dictionary's own page; 0 = none
    std::int64_t size = 0;              ///< of all pages, with their headers
    std::int64_t unpacked_size = 0;     ///< the same before they were packed
    ParquetStatistics statistics{false};
    std::int64_t offset = 0;  ///< where it begins in the file
};

/// What it tells of a row group.
struct ParquetGroup {
    std::int64_t rows = 0;
    std::int64_t offset = 0;
    std::vector<ParquetChunk> chunks;
};

/// Makes the pages of one column of a row group. Values are told by a dictionary as long as that is
/// worth it: not where nearly every one is another, and not beyond the bounds; then plainly.
class ParquetColumn {
  public:
    /// `packer` must outlive this.
    ParquetColumn(core::BatchType type, const ParquetBounds& bounds, ZstdPacker& packer);

    void add(const core::BatchColumn& values);
    /// Bytes that wait for the end of the row group.
    [[nodiscard]] std::size_t held_bytes() const {
        return pages_.size() + dictionary_bytes_ + plain_.size();
    }

    /// Ends the row group: hands `take` the bytes of the column's pages, in order.
    template <typename Take>
    ParquetChunk finish(const Take& take) {
        end_page();
        const std::string dictionary = dictionary_page();
        chunk_.dictionary_size = static_cast<std::int64_t>(dictionary.size());
        chunk_.size = static_cast<std::int64_t>(dictionary.size() + pages_.size());
        take(dictionary);
        take(pages_);
        return begin_anew();
    }

  private:
    using Numbers = std::vector<std::int64_t>;  ///< reals by their bits

    template <typename Values, typename Value>
    void add_value(ParquetDictionary<Values>& dictionary, const Value& value);
    void note(std::int64_t bits);
    void note(std::string_view text) { chunk_.statistics.note(text); }
    void judge_dictionary();
    [[nodiscard]] std::size_t dictionary_entries() const;
    void tell_page_plainly();
    void end_page();
    [[nodiscard]] std::string dictionary_page();
    void append_page(std::string& pages, ParquetPage page, std::size_t values,
                     ParquetEncoding encoding, std::string_view body);
    ParquetChunk begin_anew();

    core::BatchType type_;
    ParquetBounds bounds_;
    ZstdPacker& packer_;
    std::variant<ParquetDictionary<Numbers>, ParquetDictionary<core::Texts>> dictionary_;
    std::size_t dictionary_bytes_ = 0;
    bool by_dictionary_ = true;

    std::vector<std::uint8_t> levels_;    ///< of the page that is being made: 1 = a value is there
    std::vector<std::uint32_t> indices_;  ///< its values, by the dictionary
    std::string plain_;                   ///< or plainly
    std::string pages_;
    ParquetChunk chunk_;
};

}  // namespace hubmine::output
