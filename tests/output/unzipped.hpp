#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <zlib.h>

namespace hubmine::output {

/// The number that stands there in zip's way, its lowest byte first.
inline std::size_t zip_number(const std::string& bytes, std::size_t at, std::size_t length) {
    std::size_t number = 0;
    for (std::size_t i = length; i-- > 0;) {
        number = number << 8U | static_cast<unsigned char>(bytes.at(at + i));
    }
    return number;
}

inline std::string inflated(const std::string& packed, std::size_t size) {
    constexpr int kWithoutHeader = -15;
    std::string text(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, kWithoutHeader);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(size);
    const int outcome = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (outcome != Z_STREAM_END) {
        throw std::runtime_error("cannot inflate");
    }
    return text;
}

/// The parts of an archive by name, found by the list at its end. Throws when a checksum is wrong.
inline std::map<std::string, std::string> unzipped(const std::string& archive) {
    constexpr std::size_t kEnd = 22;
    constexpr std::size_t kEntry = 46;
    constexpr std::size_t kHead = 30;
    const std::size_t end = archive.size() - kEnd;
    std::map<std::string, std::string> parts;
    std::size_t at = zip_number(archive, end + 16, 4);
    for (std::size_t left = zip_number(archive, end + 10, 2); left > 0; --left) {
        const std::size_t name_size = zip_number(archive, at + 28, 2);
        const std::string name = archive.substr(at + kEntry, name_size);
        const std::size_t packed = zip_number(archive, at + 20, 4);
        const std::size_t from = zip_number(archive, at + 42, 4) + kHead + name_size;
        std::string text = inflated(archive.substr(from, packed), zip_number(archive, at + 24, 4));
        const auto checksum = crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size());
        if (checksum != zip_number(archive, at + 16, 4)) {
            throw std::runtime_error("wrong checksum of " + name);
        }
        parts.emplace(name, std::move(text));
        at += kEntry + name_size;
    }
    return parts;
}

}  // namespace hubmine::output
