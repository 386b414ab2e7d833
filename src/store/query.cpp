#include "hubmine/store/query.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"

#include "clean_text.hpp"
#include "database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

namespace hubmine::store {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kSeeViews = "see `hubmine sql --views`";

std::vector<std::string> view_names() {
    std::vector<std::string> names;
    for (const core::Schema& view : public_views()) {
        names.push_back(view.name);
    }
    return names;
}

/// What SQLite asks before it runs a statement. Tables of the program's own may be read by the
/// views only: not for secrecy, but because they change from version to version.
class Permission {
  public:
    explicit Permission(Database& database) {
        Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        while (tables.step()) {
            own_tables_.emplace(tables.text(0));
        }
        own_tables_.insert({"sqlite_schema", "sqlite_master", "dbstat"});
        sqlite3_set_authorizer(database.handle(), &Permission::judge, this);
    }

    /// Why something was refused; empty when nothing was.
    [[nodiscard]] const std::string& refusal() const { return refusal_; }

  private:
    static int judge(void* self, int action, const char* first, const char* second,
                     const char* /*schema*/, const char* from) {
        return static_cast<Permission*>(self)->judge(action, text_of(first), text_of(second),
                                                     from != nullptr);
    }
    static std::string_view text_of(const char* text) { return text == nullptr ? "" : text; }

    int judge(int action, std::string_view first, std::string_view second, bool is_in_view) {
        switch (action) {
            case SQLITE_SELECT:
            case SQLITE_RECURSIVE:
                return SQLITE_OK;
            case SQLITE_READ:
                // Of a table in a view that only counts rows, nothing else is said.
                return second.empty() ? SQLITE_OK : judge_read(first, is_in_view);
            case SQLITE_FUNCTION:
                return second == "load_extension" ? refuse("extensions are not loaded") : SQLITE_OK;
            case SQLITE_ATTACH:
            case SQLITE_DETACH:
                return refuse("other files are not opened: export what you need and join it there");
            case SQLITE_PRAGMA:
                return refuse("no PRAGMA is needed to read");
            default:
                return refuse("only SELECT: nothing in the store is changed here");
        }
    }
    int judge_read(std::string_view table, bool is_in_view) {
        const bool is_function = table.starts_with("pragma_");
        if (is_in_view || (!is_function && !own_tables_.contains(std::string(table)))) {
            return SQLITE_OK;
        }
        return refuse(
            fmt::format("{} is hubmine's own and may change: ask a view ({})", table, kSeeViews));
    }
    /// The first reason counts.
    int refuse(std::string why) {
        if (refusal_.empty()) {
            refusal_ = std::move(why);
        }
        return SQLITE_DENY;
    }

    std::set<std::string> own_tables_;
    std::string refusal_;
};

/// A number where the text is one, as people write it: `007` and `1e5` are names.
core::Cell value_of(const std::string& text) {
    const std::string_view digits = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
    const auto dot = digits.find('.');
    const std::string_view whole = digits.substr(0, dot);
    const std::string_view fraction =
        dot == std::string_view::npos ? std::string_view() : digits.substr(dot + 1);
    const auto are_digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const bool is_plain = are_digits(whole) && (whole.size() == 1 || whole.front() != '0');
    const char* const end = text.data() + text.size();
    if (is_plain && dot == std::string_view::npos) {
        std::int64_t number = 0;
        if (std::from_chars(text.data(), end, number).ec == std::errc()) {
            return number;
        }
    } else if (is_plain && are_digits(fraction)) {
        double number = 0;
        if (std::from_chars(text.data(), end, number).ec == std::errc()) {
            return number;
        }
    }
    return text;
}

std::string hexadecimal(std::string_view bytes) {
    std::string digits;
    for (const char byte : bytes) {
        digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    return digits;
}

core::Cell cell_of(const Statement& row, int column) {
    switch (row.type(column)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_INTEGER:
            return row.integer(column);
        case SQLITE_FLOAT:
            return row.real(column);
        case SQLITE_BLOB:
            return hexadecimal(row.bytes(column));
        default: {
            std::string buffer;
            return std::string(clean(row.text(column), buffer));
        }
    }
}

/// One question, ready to be run. What SQLite tells of it goes by the connection, which is its own.
class Question {
  public:
    Question(const std::shared_ptr<Store>& store, const std::string& sql,
             const QueryOptions& options)
        : store_(store), database_(store->database().another()), options_(options) {
        protect();
        permission_.emplace(*database_);
        prepare(options.explain ? "EXPLAIN QUERY PLAN " + sql : sql);
        bind();
    }

    [[nodiscard]] core::Schema schema() const {
        core::Schema schema{.name = "result",
                            .help = "a row of the answer",
                            .columns = {},
                            .headline = true,
                            .may_be_empty = "nothing may match"};
        std::set<std::string> names;
        for (int i = 0; i < columns(); ++i) {
            const std::string told = sqlite3_column_name(handle(), i);
            std::string name = told;
            for (int again = 2; !names.insert(name).second; ++again) {
                name = fmt::format("{}_{}", told, again);
            }
            schema.columns.push_back({.name = name, .type = core::CellType::kAny});
        }
        return schema;
    }

    void add_rows(core::RowSink& rows) {
        statement_->reset();
        end_ = options_.max_time ? std::optional(Clock::now() + *options_.max_time) : std::nullopt;
        while (step()) {
            std::vector<core::Cell> cells;
            cells.reserve(static_cast<std::size_t>(columns()));
            for (int i = 0; i < columns(); ++i) {
                cells.push_back(cell_of(*statement_, i));
            }
            rows.add_row(std::move(cells));
        }
    }

  private:
    [[nodiscard]] sqlite3_stmt* handle() const { return statement_->handle(); }
    [[nodiscard]] int columns() const { return statement_->columns(); }

    /// Against a text that wants more than an answer.
    void protect() {
        constexpr int kLongestValue = 256 * 1024 * 1024;
        constexpr int kSteps = 10'000;
        sqlite3* const handle = database_->handle();
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
        // "model" in double quotes is a column, not a text where there is no such column.
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_progress_handler(handle, kSteps, &Question::is_over, this);
        // When it is used for the first time SQLite declares a table, which is not to be permitted.
        database_->scalar("SELECT count(*) FROM json_each('[]'), json_tree('[]')");
    }
    static int is_over(void* self) {
        const auto& end = static_cast<Question*>(self)->end_;
        return end && Clock::now() >= *end ? 1 : 0;
    }

    void prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        const char* rest = nullptr;
        const int code = sqlite3_prepare_v3(database_->handle(), sql.c_str(),
                                            static_cast<int>(sql.size()) + 1, 0, &statement, &rest);
        if (code != SQLITE_OK) {
            refuse(code);
        }
        if (statement == nullptr) {
            throw core::UsageError(
                "the query is empty: hubmine sql 'SELECT id, likes FROM models "
                "ORDER BY likes DESC LIMIT 10'");
        }
        statement_.emplace(*database_, statement);
        const std::string_view tail(rest);
        if (const auto more = tail.find_first_not_of(" \t\r\n;"); more != std::string_view::npos) {
            throw core::UsageError(fmt::format("one query at a time: another one begins at '{}'",
                                               tail.substr(more, tail.find('\n', more) - more)));
        }
        if (sqlite3_stmt_readonly(statement) == 0 || columns() == 0) {
            throw core::UsageError("the query: only SELECT: nothing in the store is changed here");
        }
    }

    [[noreturn]] void refuse(int code) const {
        if (!permission_->refusal().empty()) {
            throw core::UsageError("the query: " + permission_->refusal());
        }
        const std::string told = sqlite3_errmsg(database_->handle());
        constexpr std::string_view kNoTable = "no such table: ";
        if (told.starts_with(kNoTable)) {
            throw core::UsageError(fmt::format(
                "the query: {} ({})",
                core::unknown_word("view", told.substr(kNoTable.size()), view_names()), kSeeViews));
        }
        if ((code & 0xFF) != SQLITE_ERROR && (code & 0xFF) != SQLITE_TOOBIG) {
            database_->fail(code, "");
        }
        const int at = sqlite3_error_offset(database_->handle());
        throw core::UsageError(at < 0 ? fmt::format("the query: {}", told)
                                      : fmt::format("the query: {} (character {})", told, at + 1));
    }

    void bind() {
        std::set<std::string> taken;
        for (int i = 1; i <= sqlite3_bind_parameter_count(handle()); ++i) {
            const char* const told = sqlite3_bind_parameter_name(handle(), i);
            const std::string name = told == nullptr ? "" : told + 1;
            const auto given =
                std::find_if(options_.parameters.rbegin(), options_.parameters.rend(),
                             [&](const auto& parameter) { return parameter.first == name; });
            if (told == nullptr || *told == '?') {
                throw core::UsageError("the query: give parameters names, as in :owner");
            }
            if (given == options_.parameters.rend()) {
                throw core::UsageError(
                    fmt::format("the query: {} has no value: give --param {}=VALUE", told, name));
            }
            taken.insert(name);
            bind_at(i, given->second);
        }
        for (const auto& [name, value] : options_.parameters) {
            if (!taken.contains(name)) {
                throw core::UsageError(fmt::format("--param {}: the query has no :{}", name, name));
            }
        }
    }
    void bind_at(int index, const std::string& text) {
        const core::Cell value = value_of(text);
        if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
            statement_->bind_at(index, *whole);
        } else if (const auto* const real = std::get_if<double>(&value)) {
            statement_->bind_at(index, *real);
        } else {
            statement_->bind_at(index, text);
        }
    }

    bool step() {
        const int code = sqlite3_step(handle());
        if (code == SQLITE_ROW || code == SQLITE_DONE) {
            return code == SQLITE_ROW;
        }
        if (code == SQLITE_INTERRUPT) {
            throw core::Error(fmt::format("the query took longer than {} s (--max-time)",
                                          options_.max_time->count()),
                              core::ExitCode::kIncomplete);
        }
        refuse(code);
    }

    std::shared_ptr<Store> store_;
    std::unique_ptr<Database> database_;
    QueryOptions options_;
    std::optional<Permission> permission_;
    std::optional<Statement> statement_;
    std::optional<Clock::time_point> end_;
};

}  // namespace

core::TableStream query(const std::shared_ptr<Store>& store, const std::string& sql,
                        const QueryOptions& options) {
    const auto question = std::make_shared<Question>(store, sql, options);
    return {question->schema(), [question](core::RowSink& rows) { question->add_rows(rows); }};
}

}  // namespace hubmine::store
