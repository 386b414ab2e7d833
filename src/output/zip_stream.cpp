#include "zip_stream.hpp"

#include "hubmine/core/error.hpp"

#include <array>
#include <limits>
#include <stdexcept>
#include <utility>
#include <zlib.h>

namespace hubmine::output {

namespace {

constexpr std::uint32_t kPartSignature = 0x04034b50;
constexpr std::uint32_t kSizesSignature = 0x08074b50;
constexpr std::uint32_t kEntrySignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint16_t kZipVersion = 20;
/// Sizes behind the part (bit 3), names in UTF-8 (bit 11).
constexpr std::uint16_t kFlags = 0x0808;
constexpr std::uint16_t kDeflated = 8;
/// 1980-01-01, where the calendar of zip begins.
constexpr std::uint16_t kDay = 0x0021;

/// Numbers as zip has them, the lowest byte first.
class Bytes {
  public:
    Bytes& two(std::uint64_t number) { return add(number, 2); }
    Bytes& four(std::uint64_t number) {
        if (number > std::numeric_limits<std::uint32_t>::max()) {
            throw core::Error("a zip archive, and what is made of one, holds at most 4 GB");
        }
        return add(number, 4);
    }
    Bytes& text(std::string_view text) {
        bytes_ += text;
        return *this;
    }
    [[nodiscard]] const std::string& all() const { return bytes_; }

  private:
    Bytes& add(std::uint64_t number, int count) {
        for (int i = 0; i < count; ++i) {
            bytes_ += static_cast<char>((number >> (8 * i)) & 0xFFU);
        }
        return *this;
    }

    std::string bytes_;
};

}  // namespace

struct ZipStream::Deflater {
    Deflater() {
        constexpr int kWithoutHeader = -15;
        constexpr int kMemory = 8;
        if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kWithoutHeader, kMemory,
                         Z_DEFAULT_STRATEGY) != Z_OK) {
            throw core::Error("zlib cannot start");
        }
    }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    Deflater(Deflater&&) = delete;
    Deflater& operator=(Deflater&&) = delete;
    ~Deflater() { deflateEnd(&stream); }

    z_stream stream{};
    std::array<char, 65536> packed{};
};

ZipStream::ZipStream(std::ostream& out) : out_(out), deflater_(std::make_unique<Deflater>()) {}

ZipStream::~ZipStream() = default;

void ZipStream::put(std::string_view bytes) {
    out_ << bytes;
    written_ += bytes.size();
}

void ZipStream::begin(std::string name) {
    parts_.push_back({.name = std::move(name), .offset = written_});
    const std::string& told = parts_.back().name;
    Bytes head;
    head.four(kPartSignature).two(kZipVersion).two(kFlags).two(kDeflated).two(0).two(kDay);
    head.four(0).four(0).four(0).two(told.size()).two(0).text(told);
    put(head.all());
    deflateReset(&deflater_->stream);
}

void ZipStream::deflate_all(std::string_view bytes, bool last) {
    z_stream& stream = deflater_->stream;
    std::array<char, 65536>& packed = deflater_->packed;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    do {
        stream.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_out = static_cast<uInt>(packed.size());
        if (deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) {
            throw std::logic_error("zlib was misused");
        }
        const std::size_t made = packed.size() - stream.avail_out;
        put({packed.data(), made});
        parts_.back().packed += made;
    } while (stream.avail_out == 0);
}

void ZipStream::write(std::string_view bytes) {
    Part& part = parts_.back();
    part.size += bytes.size();
    part.checksum = static_cast<std::uint32_t>(
        crc32_z(part.checksum, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
    deflate_all(bytes, false);
}

void ZipStream::end() {
    deflate_all({}, true);
    const Part& part = parts_.back();
    put(Bytes().four(kSizesSignature).four(part.checksum).four(part.packed).four(part.size).all());
}

void ZipStream::add(std::string name, std::string_view bytes) {
    begin(std::move(name));
    write(bytes);
    end();
}

void ZipStream::finish() {
    const std::uint64_t start = written_;
    for (const Part& part : parts_) {
        Bytes entry;
        entry.four(kEntrySignature)
            .two(kZipVersion)
            .two(kZipVersion)
            .two(kFlags)
            .two(kDeflated)
            .two(0);
        entry.two(kDay).four(part.checksum).four(part.packed).four(part.size);
        entry.two(part.name.size()).two(0).two(0).two(0).two(0).four(0).four(part.offset);
        put(entry.text(part.name).all());
    }
    const std::uint64_t size = written_ - start;
    Bytes end;
    end.four(kEndSignature).two(0).two(0).two(parts_.size()).two(parts_.size());
    put(end.four(size).four(start).two(0).all());
}

}  // namespace hubmine::output
