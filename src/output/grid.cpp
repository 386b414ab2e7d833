#include "grid.hpp"

#include "cell_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::output {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Unicode's East Asian Width W and F, and the marks that stand on another character, by block.
constexpr std::array<Range, 9> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 4> kNoWidth{
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF}}};

template <std::size_t Size>
bool is_in(const std::array<Range, Size>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// The next character of valid UTF-8.
char32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < std::min(length, text.size()); ++i) {
        c = (c << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(std::min(length, text.size()));
    return c;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const char32_t c = take_character(text);
        if (!is_in(kNoWidth, c)) {
            width += is_in(kWide, c) ? 2U : 1U;
        }
    }
    return width;
}

Grid grid_of(const core::Table& table, bool with_header) {
    Grid grid;
    for (const core::Column& column : table.columns()) {
        grid.header.push_back(column.name);
        grid.widths.push_back(with_header ? display_width(column.name) : 0);
        grid.right.push_back(column.type != core::CellType::kText);
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::vector<std::string> texts;
        for (const core::Cell& cell : table.row(row)) {
            texts.push_back(brief_text(cell));
            std::size_t& width = grid.widths[texts.size() - 1];
            width = std::max(width, display_width(texts.back()));
        }
        grid.rows.push_back(std::move(texts));
    }
    return grid;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t used = display_width(text);
    const std::string space(width > used ? width - used : 0, ' ');
    return right ? space + std::string(text) : std::string(text) + space;
}

}  // namespace hubmine::output
