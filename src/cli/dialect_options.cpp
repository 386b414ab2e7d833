#include "dialect_options.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/output/dialect.hpp"

#include <fmt/format.h>

namespace hubmine::cli {

void DialectOptions::declare(Arguments& arguments, const std::string& separated,
                             const std::string& decimal, const std::string& marked) {
    arguments.text("--dialect", core::names_of(output::dialects()),
                   separated + ": as that program reads it (separator, decimal, bom)", dialect_);
    arguments.text("--separator", "comma|semicolon|tab|pipe",
                   separated + ": what stands between cells, or the character itself", separator_);
    arguments.text("--decimal", "point|comma", decimal + ": what stands within numbers", decimal_);
    arguments.flag("--bom", bom_, marked + ": begin with a byte order mark, for Excel");
}

std::vector<std::string> DialectOptions::asks_separator() const {
    std::vector<std::string> asked;
    if (!dialect_.empty()) {
        asked.emplace_back("--dialect");
    }
    if (!separator_.empty()) {
        asked.emplace_back("--separator");
    }
    return asked;
}

void DialectOptions::shape(output::Style& style, bool is_separated) const {
    if (!dialect_.empty()) {
        const output::Dialect& dialect = output::dialect_named(dialect_);
        style.separator = dialect.separator;
        style.decimal = dialect.decimal;
        style.bom = dialect.bom;
    }
    if (!separator_.empty()) {
        style.separator = output::separator_named(separator_);
    }
    if (!decimal_.empty()) {
        style.decimal = output::decimal_named(decimal_);
    }
    style.bom = style.bom || bom_;
    if (is_separated && style.separator == style.decimal) {
        throw core::UsageError(
            "a comma between cells and within numbers is one comma too many: add --separator "
            "semicolon");
    }
}

}  // namespace hubmine::cli
