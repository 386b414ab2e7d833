#include "csv_reader.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::core {

namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

/// LF, CRLF and CR each end a line.
std::size_t lines_in(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        lines += text[i] == '\n' || (text[i] == '\r' && !crlf) ? 1U : 0U;
    }
    return lines;
}

bool holds_nothing(const CsvRecord& record) {
    return std::all_of(record.fields.begin(), record.fields.end(),
                       [](const std::string& field) { return field.empty(); });
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
    for (;;) {
        std::string_view shorter = trim(text);
        if (shorter.starts_with(kNoBreakSpace)) {
            shorter.remove_prefix(kNoBreakSpace.size());
        }
        if (shorter.ends_with(kNoBreakSpace)) {
            shorter.remove_suffix(kNoBreakSpace.size());
        }
        if (shorter.size() == text.size()) {
            return text;
        }
        text = shorter;
    }
}

std::vector<CsvRecord> CsvReader::records(std::size_t most) {
    std::vector<CsvRecord> found;
    while (!rest_.empty() && found.size() < most) {
        if (skip_comment()) {
            continue;
        }
        CsvRecord record = next();
        if (!holds_nothing(record)) {
            found.push_back(std::move(record));
            comments_ = comments_ == Comments::kBeforeHeader ? Comments::kNone : comments_;
        }
    }
    return found;
}

CsvRecord CsvReader::next() {
    CsvRecord record{.line = line_, .fields = {}};
    do {
        skip_blanks();
        record.fields.push_back(!rest_.empty() && rest_.front() == '"' ? quoted() : plain());
    } while (accept(separator_));
    end_line();
    return record;
}

bool CsvReader::skip_comment() {
    if (comments_ == Comments::kNone) {
        return false;
    }
    const std::string_view line = rest_.substr(0, rest_.find_first_of("\r\n"));
    if (!without_blanks(line).starts_with('#')) {
        return false;
    }
    rest_.remove_prefix(line.size());
    end_line();
    return true;
}

void CsvReader::end_line() {
    const bool cr = accept('\r');
    const bool lf = accept('\n');
    line_ += cr || lf ? 1 : 0;
}

bool CsvReader::accept(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) {
        return false;
    }
    rest_.remove_prefix(1);
    return true;
}

void CsvReader::skip_blanks() {
    while (accept(' ') || (separator_ != '\t' && accept('\t')) ||
           rest_.starts_with(kNoBreakSpace)) {
        if (rest_.starts_with(kNoBreakSpace)) {
            rest_.remove_prefix(kNoBreakSpace.size());
        }
    }
}

std::string CsvReader::plain() {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != separator_ && rest_[end] != '\n' &&
           rest_[end] != '\r') {
        ++end;
    }
    std::string field(without_blanks(rest_.substr(0, end)));
    rest_.remove_prefix(end);
    return field;
}

std::string CsvReader::quoted() {
    const std::size_t start = line_;
    rest_.remove_prefix(1);
    std::string field;
    for (;;) {
        const std::size_t quote = rest_.find('"');
        if (quote == std::string_view::npos) {
            if (unclosed_ == Unclosed::kRefused) {
                throw UsageError(fmt::format("{}:{}: a quote is never closed", name_, start));
            }
            field += rest_;
            rest_ = {};
            return field;
        }
        const std::string_view piece = rest_.substr(0, quote);
        line_ += lines_in(piece);
        field += piece;
        rest_.remove_prefix(quote + 1);
        if (!accept('"')) {
            return field + plain();
        }
        field += '"';
    }
}

char take_separator_line(std::string_view& text) {
    constexpr std::string_view kSays = "sep=";
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.size() != kSays.size() + 1 || ascii_lower(line.substr(0, kSays.size())) != kSays) {
        return '\0';
    }
    // The line end stays, so that lines are counted as they stand.
    text.remove_prefix(line.size());
    return line.back();
}

std::string folded(std::string_view column) {
    std::string name = ascii_lower(without_blanks(column));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return name;
}

}  // namespace hubmine::core
