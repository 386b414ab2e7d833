#include "parquet_column.hpp"

#include "parquet_runs.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <zlib.h>

namespace hubmine::output {

namespace {

std::variant<ParquetDictionary<std::vector<std::int64_t>>, ParquetDictionary<core::Texts>>
dictionary_for(core::BatchType type) {
    if (type == core::BatchType::kText) {
        return ParquetDictionary<core::Texts>();
    }
    return ParquetDictionary<std::vector<std::int64_t>>();
}

std::size_t plain_size(std::int64_t /*number*/) {
    return sizeof(std::int64_t);
}
std::size_t plain_size(std::string_view text) {
    return sizeof(std::uint32_t) + text.size();
}

void append_plain_value(std::string& bytes, std::int64_t number) {
    append_little_endian(bytes, number);
}
void append_plain_value(std::string& bytes, std::string_view text) {
    append_little_endian(bytes, static_cast<std::uint32_t>(text.size()));
    bytes += text;
}

}  // namespace

ParquetColumn::ParquetColumn(core::BatchType type, const ParquetBounds& bounds, ZstdPacker& packer)
    : type_(type), bounds_(bounds), packer_(packer), dictionary_(dictionary_for(type)) {
    chunk_.statistics = ParquetStatistics(type_ == core::BatchType::kReal);
}

void ParquetColumn::note(std::int64_t bits) {
    if (type_ == core::BatchType::kReal) {
        chunk_.statistics.note(std::bit_cast<double>(bits));
    } else {
        chunk_.statistics.note(bits);
    }
}

template <typename Values, typename Value>
void ParquetColumn::add_value(ParquetDictionary<Values>& dictionary, const Value& value) {
    if (by_dictionary_) {
        indices_.push_back(dictionary.index_of(value, [this](const Value& met) {
            dictionary_bytes_ += plain_size(met);
            note(met);
        }));
    } else {
        append_plain_value(plain_, value);
        note(value);
    }
}

void ParquetColumn::add(const core::BatchColumn& values) {
    const auto missing = std::ranges::count(values.present(), std::uint8_t{0});
    chunk_.statistics.note_missing(missing);
    // Values are noted when they are met, and all NaN may be one entry of the dictionary.
    chunk_.statistics.note_no_numbers(
        std::ranges::count_if(values.reals(), [](double real) { return std::isnan(real); }));
    chunk_.values += static_cast<std::int64_t>(values.present().size());
    levels_.insert(levels_.end(), values.present().begin(), values.present().end());
    if (type_ == core::BatchType::kText) {
        auto& dictionary = std::get<ParquetDictionary<core::Texts>>(dictionary_);
        for (const std::string_view text : values.texts()) {
            add_value(dictionary, text);
        }
    } else {
        auto& dictionary = std::get<ParquetDictionary<Numbers>>(dictionary_);
        for (const std::int64_t number : values.integers()) {
            add_value(dictionary, number);
        }
        for (const double real : values.reals()) {
            add_value(dictionary, std::bit_cast<std::int64_t>(real));
        }
    }
    judge_dictionary();
    if (plain_.size() + sizeof(std::uint32_t) * indices_.size() >= bounds_.page_bytes) {
        end_page();
    }
}

std::size_t ParquetColumn::dictionary_entries() const {
    return std::visit([](const auto& dictionary) { return std::size_t{dictionary.size()}; },
                      dictionary_);
}

void ParquetColumn::judge_dictionary() {
    /// From so many values on it can be said whether they repeat.
    constexpr std::size_t kTrial = 1024;
    if (!by_dictionary_) {
        return;
    }
    const bool is_first_page = chunk_.dictionary_pages == 0;
    if (is_first_page && indices_.size() >= kTrial &&
        3 * dictionary_entries() > 2 * indices_.size()) {
        tell_page_plainly();
    } else if (dictionary_bytes_ > bounds_.dictionary_bytes) {
        end_page();
        by_dictionary_ = false;
    }
}

/// As if there had never been a dictionary.
void ParquetColumn::tell_page_plainly() {
    by_dictionary_ = false;
    std::visit(
        [this](auto& dictionary) {
            for (const std::uint32_t index : indices_) {
                append_plain_value(plain_, dictionary.values()[index]);
            }
            dictionary.clear();
        },
        dictionary_);
    dictionary_bytes_ = 0;
    indices_.clear();
}

void ParquetColumn::end_page() {
    if (levels_.empty()) {
        return;
    }
    std::string levels;
    append_runs(levels, levels_);
    std::string body;
    append_little_endian(body, static_cast<std::uint32_t>(levels.size()));
    body += levels;
    const bool by_dictionary = !indices_.empty();
    if (by_dictionary) {
        const unsigned bits = bits_for(static_cast<std::uint32_t>(dictionary_entries() - 1));
        body += static_cast<char>(bits);
        append_runs(body, indices_, bits);
    } else {
        body += plain_;
    }
    append_page(pages_, ParquetPage::kData, levels_.size(),
                by_dictionary ? ParquetEncoding::kRleDictionary : ParquetEncoding::kPlain, body);
    ++(by_dictionary ? chunk_.dictionary_pages : chunk_.plain_pages);
    levels_.clear();
    indices_.clear();
    plain_.clear();
}

std::string ParquetColumn::dictionary_page() {
    std::string page;
    if (chunk_.dictionary_pages == 0) {
        return page;
    }
    std::string body;
    body.reserve(dictionary_bytes_);
    std::visit(
        [&body](const auto& dictionary) {
            for (const auto value : dictionary.values()) {
                append_plain_value(body, value);
            }
        },
        dictionary_);
    append_page(page, ParquetPage::kDictionary, dictionary_entries(), ParquetEncoding::kPlain,
                body);
    return page;
}

void ParquetColumn::append_page(std::string& pages, ParquetPage page, std::size_t values,
                                ParquetEncoding encoding, std::string_view body) {
    const std::string_view packed = packer_.pack(body);
    const auto checksum = static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(packed.data()), packed.size()));
    ThriftWriter header;
    header.int32(1, static_cast<std::int32_t>(page));
    header.int32(2, static_cast<std::int32_t>(body.size()));
    header.int32(3, static_cast<std::int32_t>(packed.size()));
    header.int32(4, static_cast<std::int32_t>(checksum));
    constexpr int kDataHeader = 5;
    constexpr int kDictionaryHeader = 7;
    header.begin_struct(page == ParquetPage::kData ? kDataHeader : kDictionaryHeader);
    header.int32(1, static_cast<std::int32_t>(values));
    header.int32(2, static_cast<std::int32_t>(encoding));
    if (page == ParquetPage::kData) {
        // Of definition levels, and of repetition levels, of which a flat column has none.
        header.int32(3, static_cast<std::int32_t>(ParquetEncoding::kRle));
        header.int32(4, static_cast<std::int32_t>(ParquetEncoding::kRle));
    }
    header.end_struct();
    const std::string head = header.finish();
    pages += head;
    pages += packed;
    chunk_.unpacked_size += static_cast<std::int64_t>(head.size() + body.size());
}

ParquetChunk ParquetColumn::begin_anew() {
    pages_.clear();
    std::visit([](auto& dictionary) { dictionary.clear(); }, dictionary_);
    dictionary_bytes_ = 0;
    by_dictionary_ = true;
    ParquetChunk ended = std::exchange(chunk_, ParquetChunk());
    chunk_.statistics = ParquetStatistics(type_ == core::BatchType::kReal);
    return ended;
}

}  // namespace hubmine::output
