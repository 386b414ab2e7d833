#include "hubmine/core/csv.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/text_file.hpp"

#include "csv_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <utility>

namespace hubmine::core {

namespace {

using Comments = CsvReader::Comments;
using Unclosed = CsvReader::Unclosed;

std::vector<std::string> header_by(std::string_view text, std::string_view name, char separator,
                                   Comments comments) {
    const auto first =
        CsvReader(text, name, separator, comments, Unclosed::kEndsWithText).records(1);
    std::vector<std::string> header;
    if (!first.empty()) {
        std::transform(first.front().fields.begin(), first.front().fields.end(),
                       std::back_inserter(header), folded);
    }
    return header;
}

/// The separator by which the header line names most of the columns, and then has most fields.
char separator_of(std::string_view text, std::string_view name,
                  const std::vector<std::string>& columns) {
    char best = kSeparators.front();
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (const char separator : kSeparators) {
        const auto header = header_by(text, name, separator, Comments::kBeforeHeader);
        const auto known =
            std::count_if(columns.begin(), columns.end(), [&header](const std::string& column) {
                return std::find(header.begin(), header.end(), column) != header.end();
            });
        const std::pair merit(static_cast<std::size_t>(known), header.size());
        if (merit > most) {
            most = merit;
            best = separator;
        }
    }
    return best;
}

/// The separator of lines without a header: the one that all of them hold, and if several do, the
/// one that the first line holds first.
char separator_of_lines(std::string_view text, std::string_view name) {
    char best = kSeparators.front();
    std::size_t nearest = std::string_view::npos;
    for (const char separator : kSeparators) {
        const auto lines =
            CsvReader(text, name, separator, Comments::kEverywhere, Unclosed::kEndsWithText)
                .records();
        const bool in_all = std::all_of(lines.begin(), lines.end(), [](const CsvRecord& line) {
            return line.fields.size() > 1;
        });
        if (in_all && !lines.empty() && lines.front().fields.front().size() < nearest) {
            nearest = lines.front().fields.front().size();
            best = separator;
        }
    }
    return best;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Which column holds the list; absent when this is no header line.
std::optional<std::size_t> list_column(const std::vector<std::string>& header,
                                       const ListHeadings& headings) {
    const auto found = std::find_if(
        header.begin(), header.end(),
        [&headings](const std::string& column) { return holds(headings.names, column); });
    if (found == header.end() || (found != header.begin() && !holds(headings.beside, header[0]))) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header.begin());
}

}  // namespace

bool looks_like_formula(std::string_view text) {
    return !text.empty() &&
           std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string with_formula_guard(std::string text) {
    const std::size_t start = text.find_first_not_of('\'');
    if (start != std::string::npos && looks_like_formula(std::string_view(text).substr(start))) {
        text.insert(text.begin(), '\'');
    }
    return text;
}

std::string_view without_formula_guard(std::string_view text) {
    const std::size_t start = text.find_first_not_of('\'');
    if (start != std::string_view::npos && start > 0 && looks_like_formula(text.substr(start))) {
        text.remove_prefix(1);
    }
    return text;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    constexpr std::size_t kAsThousands = 3;
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) {
        const std::string_view fraction = text.substr(point + 1);
        if (fraction.find_first_not_of('0') != std::string_view::npos ||
            fraction.size() == kAsThousands) {
            return std::nullopt;
        }
        text = text.substr(0, point);
    }
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [read_to, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc() && read_to == end ? std::optional(value) : std::nullopt;
}

bool is_missing(std::string_view text) {
    const std::string word = ascii_lower(text);
    return word.empty() || word == "na" || word == "nan" || word == "n/a" || word == "null" ||
           word == "none" || word == "<na>";
}

std::vector<CsvRecord> read_csv(std::istream& in, std::string_view name, char separator) {
    const std::string text = decoded_text({std::istreambuf_iterator<char>(in), {}}, name);
    return CsvReader(text, name, separator).records();
}

CsvFile::CsvFile(const std::filesystem::path& path, const std::vector<std::string>& required,
                 const std::vector<std::string>& also)
    : name_(path.string()) {
    const std::string bytes = read_text_file(path);
    std::string_view text = bytes;
    char separator = take_separator_line(text);
    if (separator == '\0') {
        std::vector<std::string> columns = required;
        columns.insert(columns.end(), also.begin(), also.end());
        separator = separator_of(text, name_, columns);
    }
    records_ = CsvReader(text, name_, separator, Comments::kBeforeHeader).records();
    if (records_.empty()) {
        throw UsageError(fmt::format("{}: no header line: it is to name the columns {}", name_,
                                     fmt::join(required, ", ")));
    }
    std::transform(records_.front().fields.begin(), records_.front().fields.end(),
                   std::back_inserter(header_), folded);
    records_.erase(records_.begin());
    check_columns(required, also);
    check_widths();
    if (records_.empty()) {
        throw UsageError(fmt::format("{}: no row: there is nothing below the header line", name_));
    }
}

void CsvFile::check_columns(const std::vector<std::string>& required,
                            const std::vector<std::string>& also) const {
    for (const std::string& column : required) {
        if (!has(column)) {
            throw UsageError(fmt::format("{}: no column named {}: the header line has {}", name_,
                                         column, header_text()));
        }
    }
    for (const auto* const columns : {&required, &also}) {
        for (const std::string& column : *columns) {
            if (std::count(header_.begin(), header_.end(), column) > 1) {
                throw UsageError(fmt::format("{}: two columns are named {}", name_, column));
            }
        }
    }
}

void CsvFile::check_widths() {
    const std::size_t width = header_.size();
    for (CsvRecord& record : records_) {
        // Spreadsheets write cells that were emptied beyond the table.
        while (record.fields.size() > width && record.fields.back().empty()) {
            record.fields.pop_back();
        }
        if (record.fields.size() != width) {
            throw UsageError(
                fmt::format("{}:{}: {} fields where the header has {}: a cell that holds the "
                            "separator belongs in quotes",
                            name_, record.line, record.fields.size(), width));
        }
    }
}

std::string CsvFile::header_text() const {
    constexpr std::size_t kMost = 200;
    std::string text = fmt::format("{}", fmt::join(header_, ", "));
    return text.size() <= kMost ? text : text.substr(0, kMost) + " ...";
}

std::string_view CsvFile::cell(std::size_t row, std::string_view column) const {
    return without_formula_guard(without_blanks(name_cell(row, column)));
}

std::string_view CsvFile::filled_cell(std::size_t row, std::string_view column) const {
    const std::string_view found = cell(row, column);
    if (found.empty()) {
        throw UsageError(fmt::format("{}:{}: the {} is missing", name_, line(row), column));
    }
    return found;
}

std::string_view CsvFile::name_cell(std::size_t row, std::string_view column) const {
    const auto at = index(column);
    return at ? without_formula_guard(records_.at(row).fields.at(*at)) : std::string_view();
}

std::optional<std::size_t> CsvFile::index(std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header_.begin());
}

std::vector<std::string> read_list(const std::filesystem::path& path,
                                   const ListHeadings& headings) {
    const std::string name = path.string();
    const std::string bytes = read_text_file(path);
    std::string_view text = bytes;
    const char said = take_separator_line(text);
    char separator = said != '\0' ? said : separator_of_lines(text, name);
    std::optional<std::size_t> column;
    for (const char candidate : kSeparators) {
        const auto header = header_by(text, name, candidate, Comments::kEverywhere);
        if (said == '\0' && header.size() > 1 && list_column(header, headings)) {
            separator = candidate;
        }
    }
    const auto header = header_by(text, name, separator, Comments::kEverywhere);
    column = list_column(header, headings);
    if (!column && !header.empty() && holds(headings.beside, header.front())) {
        throw UsageError(fmt::format("{}: no column named {}: the header line has {}", name,
                                     fmt::join(headings.names, " or "), fmt::join(header, ", ")));
    }
    std::vector<std::string> list;
    bool is_header = column.has_value();
    for (const CsvRecord& record :
         CsvReader(text, name, separator, Comments::kEverywhere).records()) {
        const std::size_t at = column.value_or(0);
        const std::string_view cell = at < record.fields.size()
                                          ? without_formula_guard(without_blanks(record.fields[at]))
                                          : std::string_view();
        if (!is_header && !cell.empty()) {
            list.emplace_back(cell);
        }
        is_header = false;
    }
    if (list.empty()) {
        throw UsageError(fmt::format("{}: no row: the list is empty", name));
    }
    return list;
}

}  // namespace hubmine::core
