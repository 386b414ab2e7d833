#pragma once

#include "hubmine/core/table.hpp"

#include <cstdint>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#include <zstd.h>

namespace hubmine::output {

/// A value of Thrift's compact protocol; of a struct its fields by number.
struct ThriftValue {
    std::int64_t number = 0;
    std::string bytes;
    std::vector<ThriftValue> list;
    std::map<int, ThriftValue> fields;

    [[nodiscard]] const ThriftValue& operator[](int field) const { return fields.at(field); }
    [[nodiscard]] bool has(int field) const { return fields.contains(field); }
};

/// Reads values of Thrift's compact protocol.
class ThriftReader {
  public:
    explicit ThriftReader(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t byte = next();
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
    }
    ThriftValue read_struct() {
        ThriftValue value;
        int number = 0;
        for (std::uint8_t head = next(); head != 0; head = next()) {
            number = (head >> 4U) != 0 ? number + (head >> 4U) : static_cast<int>(zigzag());
            const unsigned type = head & 0x0FU;
            value.fields[number] =
                type <= 2 ? ThriftValue{.number = type == 1 ? 1 : 0} : read(type);
        }
        return value;
    }

  private:
    std::uint8_t next() { return static_cast<std::uint8_t>(bytes_.at(at_++)); }
    std::int64_t zigzag() {
        const std::uint64_t value = varint();
        return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
    }
    ThriftValue read(unsigned type) {
        ThriftValue value;
        if (type == 8) {
            const std::size_t size = varint();
            value.bytes = bytes_.substr(at_, size);
            at_ += size;
        } else if (type == 9) {
            const std::uint8_t head = next();
            const std::size_t count = (head >> 4U) == 15 ? varint() : head >> 4U;
            for (std::size_t i = 0; i < count; ++i) {
                value.list.push_back(read(head & 0x0FU));
            }
        } else if (type == 12) {
            value = read_struct();
        } else {
            value.number = zigzag();
        }
        return value;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

/// What a Parquet file holds. Throws std::exception for what is no file.
class ReadParquet {
  public:
    ThriftValue footer;
    std::vector<std::vector<core::Cell>> columns;  ///< of all row groups

    explicit ReadParquet(std::string_view file) : file_(file) {
        if (!file.starts_with("PAR1") || !file.ends_with("PAR1")) {
            throw std::runtime_error("no mark");
        }
        const auto size = plain<std::uint32_t>(file.substr(file.size() - 8));
        footer = ThriftReader(file.substr(file.size() - 8 - size)).read_struct();
        columns.resize(footer[2].list.size() - 1);
        for (const ThriftValue& group : footer[4].list) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                read_chunk(group[1].list[i][3], columns[i]);
            }
        }
    }

    [[nodiscard]] const ThriftValue& chunk(std::size_t group, std::size_t column) const {
        return footer[4].list.at(group)[1].list.at(column)[3];
    }
    /// How many pages of data with that encoding: 0 = plain, 8 = by the dictionary.
    [[nodiscard]] std::int64_t pages(std::size_t group, std::size_t column, int encoding) const {
        for (const ThriftValue& told : chunk(group, column)[13].list) {
            if (told[1].number == 0 && told[2].number == encoding) {
                return told[3].number;
            }
        }
        return 0;
    }
    template <typename Number>
    static Number plain(std::string_view bytes) {
        Number number{};
        std::memcpy(&number, bytes.substr(0, sizeof number).data(), sizeof number);
        return number;
    }

  private:
    static std::vector<std::uint32_t> hybrid(std::string_view bytes, unsigned bits,
                                             std::size_t count) {
        std::vector<std::uint32_t> numbers;
        std::size_t skipped = 0;
        while (numbers.size() < count) {
            ThriftReader head(bytes.substr(skipped));
            const std::uint64_t told = head.varint();
            skipped += head.at();
            const bool packed = (told & 1U) != 0;
            const std::size_t size = packed ? (told >> 1U) * bits : (bits + 7) / 8;
            const std::string_view inside = bytes.substr(skipped, size);
            for (std::size_t i = 0; i < (told >> 1U) * (packed ? 8 : 1); ++i) {
                numbers.push_back(bits_at(inside, packed ? i * bits : 0, bits));
            }
            skipped += size;
        }
        numbers.resize(count);
        return numbers;
    }
    static std::uint32_t bits_at(std::string_view bytes, std::size_t from, unsigned bits) {
        std::uint32_t number = 0;
        for (unsigned i = 0; i < bits; ++i) {
            const auto byte = static_cast<unsigned char>(bytes.at((from + i) / 8));
            number |= ((byte >> ((from + i) % 8)) & 1U) << i;
        }
        return number;
    }
    static std::vector<core::Cell> plain_cells(std::string_view bytes, std::int64_t type,
                                               std::size_t count) {
        std::vector<core::Cell> cells;
        for (std::size_t i = 0; i < count; ++i) {
            if (type == 2) {
                cells.emplace_back(plain<std::int64_t>(bytes));
                bytes.remove_prefix(8);
            } else if (type == 5) {
                cells.emplace_back(plain<double>(bytes));
                bytes.remove_prefix(8);
            } else {
                const auto size = plain<std::uint32_t>(bytes);
                cells.emplace_back(std::string(bytes.substr(4, size)));
                bytes.remove_prefix(4 + size);
            }
        }
        return cells;
    }
    static std::string unpacked(std::string_view packed, std::size_t size) {
        std::string bytes(size, '\0');
        if (ZSTD_decompress(bytes.data(), size, packed.data(), packed.size()) != size) {
            throw std::runtime_error("a page does not unpack");
        }
        return bytes;
    }

    void read_chunk(const ThriftValue& chunk, std::vector<core::Cell>& cells) const {
        const auto start =
            static_cast<std::size_t>(chunk.has(11) ? chunk[11].number : chunk[9].number);
        std::string_view rest = file_.substr(start, static_cast<std::size_t>(chunk[7].number));
        std::vector<core::Cell> dictionary;
        while (!rest.empty()) {
            ThriftReader reader(rest);
            const ThriftValue head = reader.read_struct();
            const auto packed = static_cast<std::size_t>(head[3].number);
            const std::string body = unpacked(rest.substr(reader.at(), packed),
                                              static_cast<std::size_t>(head[2].number));
            rest.remove_prefix(reader.at() + packed);
            if (head[1].number == 2) {
                dictionary =
                    plain_cells(body, chunk[1].number, static_cast<std::size_t>(head[7][1].number));
            } else {
                read_page(head[5], body, chunk[1].number, dictionary, cells);
            }
        }
    }
    static void read_page(const ThriftValue& told, std::string_view body, std::int64_t type,
                          const std::vector<core::Cell>& dictionary,
                          std::vector<core::Cell>& cells) {
        const auto size = plain<std::uint32_t>(body);
        const auto levels =
            hybrid(body.substr(4, size), 1, static_cast<std::size_t>(told[1].number));
        std::size_t count = 0;
        for (const std::uint32_t level : levels) {
            count += level;
        }
        std::vector<core::Cell> there;
        const std::string_view values = body.substr(4 + size);
        if (told[2].number == 0) {
            there = plain_cells(values, type, count);
        } else {
            const auto bits = static_cast<unsigned>(values.at(0));
            for (const std::uint32_t index : hybrid(values.substr(1), bits, count)) {
                there.push_back(dictionary.at(index));
            }
        }
        std::size_t at = 0;
        for (const std::uint32_t level : levels) {
            cells.push_back(level == 0 ? core::Cell() : there.at(at++));
        }
    }

    std::string_view file_;
};

}  // namespace hubmine::output
