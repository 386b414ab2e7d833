#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Archives written from front to back, so that a part is never in memory as a whole and a pipe is
/// as good as a file. Holds no time of day.
namespace hubmine::output {

/// A zip archive of deflated parts, each with its sizes behind it. Failures to write show in the
/// stream's state.
class ZipStream {
  public:
    explicit ZipStream(std::ostream& out);
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;
    ZipStream(ZipStream&&) = delete;
    ZipStream& operator=(ZipStream&&) = delete;
    ~ZipStream();

    /// What follows belongs to a part of that name, until end(). Throws core::Error when there is
    /// no room for one more in an archive.
    void begin(std::string name);
    void write(std::string_view bytes);
    void end();
    /// Bytes that the part has been given.
    [[nodiscard]] std::uint64_t part_size() const { return parts_.back().size; }

    /// A part that is in memory.
    void add(std::string name, std::string_view bytes);
    /// The list of the parts, without which nobody finds them.
    void finish();

  private:
    struct Part {
        std::string name;
        std::uint64_t offset = 0;
        std::uint64_t packed = 0;
        std::uint64_t size = 0;
        std::uint32_t checksum = 0;
    };
    struct Deflater;

    void put(std::string_view bytes);
    void deflate_all(std::string_view bytes, bool last);

    std::ostream& out_;
    std::uint64_t written_ = 0;
    std::vector<Part> parts_;
    std::unique_ptr<Deflater> deflater_;
};

}  // namespace hubmine::output
