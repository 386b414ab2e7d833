#include "hubmine/core/csv.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace hubmine::core {

namespace {

/// Walks the bytes of a CSV text and hands out records.
class CsvReader {
  public:
    CsvReader(std::string_view text, std::string_view name, char separator)
        : rest_(text), name_(name), separator_(separator) {}

    std::vector<CsvRecord> all() {
        std::vector<CsvRecord> records;
        while (!rest_.empty()) {
            CsvRecord record = next();
            if (record.fields.size() > 1 || !record.fields.front().empty()) {
                records.push_back(std::move(record));
            }
        }
        return records;
    }

  private:
    CsvRecord next() {
        CsvRecord record{.line = line_, .fields = {}};
        do {
            record.fields.push_back(!rest_.empty() && rest_.front() == '"' ? quoted() : plain());
        } while (accept(separator_));
        accept('\r');
        if (accept('\n')) {
            ++line_;
        }
        return record;
    }

    bool accept(char wanted) {
        if (rest_.empty() || rest_.front() != wanted) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    std::string plain() {
        std::size_t end = 0;
        while (end < rest_.size() && rest_[end] != separator_ && rest_[end] != '\n' &&
               !(rest_[end] == '\r' && (end + 1 == rest_.size() || rest_[end + 1] == '\n'))) {
            ++end;
        }
        std::string field(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return field;
    }

    std::string quoted() {
        const std::size_t start = line_;
        rest_.remove_prefix(1);
        std::string field;
        for (;;) {
            const std::size_t quote = rest_.find('"');
            if (quote == std::string_view::npos) {
                throw UsageError(fmt::format("{}:{}: a quote is never closed", name_, start));
            }
            const std::string_view piece = rest_.substr(0, quote);
            line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
            field += piece;
            rest_.remove_prefix(quote + 1);
            if (!accept('"')) {
                return field + plain();
            }
            field += '"';
        }
    }

    std::string_view rest_;
    std::string_view name_;
    char separator_;
    std::size_t line_ = 1;
};

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

std::vector<CsvRecord> read_csv(std::istream& in, std::string_view name, char separator) {
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::string_view text = bytes;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    return CsvReader(text, name, separator).all();
}

CsvFile::CsvFile(const std::filesystem::path& path, const std::vector<std::string>& required)
    : name_(path.string()) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) {
        throw Error(fmt::format("cannot read {}", name_));
    }
    records_ = read_csv(in, name_);
    const auto header = std::find_if(records_.begin(), records_.end(), [](const CsvRecord& record) {
        return !record.fields.front().starts_with('#');
    });
    if (header == records_.end()) {
        throw UsageError(fmt::format("{}: no header line", name_));
    }
    header_ = header->fields;
    records_.erase(records_.begin(), header + 1);
    for (const std::string& column : required) {
        if (!has(column)) {
            throw UsageError(fmt::format("{}: no column named {}", name_, column));
        }
    }
    for (CsvRecord& record : records_) {
        if (record.fields.size() != header_.size()) {
            throw UsageError(fmt::format("{}:{}: {} fields where the header has {}", name_,
                                         record.line, record.fields.size(), header_.size()));
        }
        for (std::string& field : record.fields) {
            field = without_formula_guard(field);
        }
    }
}

std::string_view CsvFile::cell(std::size_t row, std::string_view column) const {
    const auto at = index(column);
    return at ? std::string_view(records_.at(row).fields.at(*at)) : std::string_view();
}

std::optional<std::size_t> CsvFile::index(std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header_.begin());
}

}  // namespace hubmine::core
