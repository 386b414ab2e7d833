#include "environment.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <sys/ioctl.h>
#include <unistd.h>

namespace hubmine::cli {

namespace {

constexpr std::size_t kUsualWidth = 80;

std::size_t columns_of(int descriptor) {
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0U;
}

constexpr std::string_view kNameCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

/// The name in the `$NAME` or `${NAME}` that a text begins with; empty when it does not.
std::string_view reference(std::string_view text) {
    const bool is_braced = text.starts_with("${");
    text.remove_prefix(is_braced ? 2 : 1);
    const std::size_t end = std::min(text.find_first_not_of(kNameCharacters), text.size());
    const bool is_closed = !is_braced || text.substr(end).starts_with('}');
    return is_closed ? text.substr(0, end) : std::string_view();
}

}  // namespace

std::optional<std::string> Environment::variable(std::string_view name) const {
    const auto found = variables.find(name);
    const std::string_view value = found == variables.end() ? "" : core::trim(found->second);
    if (value.empty()) {
        return std::nullopt;
    }
    return std::string(value);
}

std::optional<std::string> Environment::path(std::string_view name) const {
    const std::optional<std::string> written = variable(name);
    return written ? std::optional(expanded(*written)) : std::nullopt;
}

std::string Environment::expanded(std::string_view written) const {
    std::string_view rest = written;
    std::string path;
    if (rest == "~" || rest.starts_with("~/")) {
        path = variable("HOME").value_or("~");
        rest.remove_prefix(1);
    }
    for (std::size_t dollar = rest.find('$'); dollar != std::string_view::npos;
         dollar = rest.find('$')) {
        path += rest.substr(0, dollar);
        rest.remove_prefix(dollar);
        const std::string_view referred = reference(rest);
        const std::size_t braces = rest.starts_with("${") ? 2 : 0;
        const std::optional<std::string> value = variable(referred);
        path += value.value_or("$");
        rest.remove_prefix(value ? 1 + braces + referred.size() : 1);
    }
    return path.append(rest);
}

bool Environment::is_true(std::string_view name) const {
    const std::string value = core::ascii_lower(variable(name).value_or(""));
    return value == "1" || value == "on" || value == "yes" || value == "true";
}

bool Environment::knows_escapes() const {
    return variable("TERM").value_or("dumb") != "dumb";
}

std::size_t Environment::columns_variable() const {
    const std::string text = variable("COLUMNS").value_or("");
    std::uint16_t columns = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, columns);
    return error == std::errc() && stopped == end ? columns : 0U;
}

std::size_t Environment::out_width() const {
    const std::size_t asked = columns_variable();
    const std::size_t measured = asked == 0 && out_columns ? out_columns() : asked;
    return measured == 0 ? kUsualWidth : measured;
}

std::size_t Environment::err_width() const {
    const std::size_t asked = columns_variable();
    const std::size_t measured = err_columns ? err_columns() : 0;
    const std::size_t least =
        asked == 0 || measured == 0 ? std::max(asked, measured) : std::min(asked, measured);
    return least == 0 ? kUsualWidth : least;
}

std::filesystem::path Environment::config_folder() const {
    if (const auto configured = path("XDG_CONFIG_HOME")) {
        return *configured;
    }
    const auto home = variable("HOME");
    return home ? std::filesystem::path(*home) / ".config" : std::filesystem::path();
}

Environment Environment::of_process() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) {
            result.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    result.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    result.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    result.out_columns = [] { return columns_of(STDOUT_FILENO); };
    result.err_columns = [] { return columns_of(STDERR_FILENO); };
    return result;
}

}  // namespace hubmine::cli
