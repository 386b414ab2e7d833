#include "quick_functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <new>
#include <string>
#include <string_view>

namespace hubmine::store {

namespace {

// SQLite calls these: nothing may be thrown.

std::string_view bytes_of(sqlite3_value* value) {
    const void* const bytes = sqlite3_value_blob(value);
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(static_cast<const char*>(bytes),
                                  static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// Calls `fill` with room for that many characters, and gives them as the function's result.
template <typename Fill>
void give_text(sqlite3_context* context, std::size_t size, const Fill& fill) {
    std::array<char, 128> room{};  // of what is short, and nearly everything is
    if (size <= room.size()) {
        fill(room.data());
        sqlite3_result_text64(context, room.data(), size, SQLITE_TRANSIENT, SQLITE_UTF8);
        return;
    }
    try {
        std::string text(size, '\0');
        fill(text.data());
        sqlite3_result_text64(context, text.data(), size, SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

void lower(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) noexcept {
    // Numbers become texts here.
    const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
    if (text == nullptr) {
        return;
    }
    const std::string_view told(text, static_cast<std::size_t>(sqlite3_value_bytes(arguments[0])));
    give_text(context, told.size(), [told](char* to) {
        std::ranges::transform(told, to, [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
    });
}

void hex(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) noexcept {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::string_view bytes = bytes_of(arguments[0]);
    give_text(context, 2 * bytes.size(), [bytes, kDigits](char* to) {
        for (const char byte : bytes) {
            const auto value = static_cast<unsigned char>(byte);
            *to++ = kDigits[value >> 4U];
            *to++ = kDigits[value & 0x0FU];
        }
    });
}

/// strftime(FORMAT, SECONDS, 'unixepoch')
void milliseconds(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) noexcept {
    constexpr double kMilliseconds = 1000;
    constexpr double kFarthest = 1e15;
    sqlite3_value* const seconds = arguments[1];
    if (sqlite3_value_type(seconds) == SQLITE_NULL) {
        return;
    }
    const double told = sqlite3_value_double(seconds) * kMilliseconds;
    // Whatever lies farther away is no time, and whoever reads it says so.
    sqlite3_result_int64(context, std::llround(std::clamp(told, -kFarthest, kFarthest)));
}

}  // namespace

void use_quick_functions(Database& database) {
    using Function = void (*)(sqlite3_context*, int, sqlite3_value**);
    const auto use = [&database](const char* name, int arguments, Function function) {
        const int code =
            sqlite3_create_function_v2(database.handle(), name, arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       nullptr, function, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) {
            database.fail(code, "");
        }
    };
    use("lower", 1, &lower);
    use("hex", 1, &hex);
    use("strftime", 3, &milliseconds);
}

}  // namespace hubmine::store
