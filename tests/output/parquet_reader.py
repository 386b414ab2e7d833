"""Reads Parquet files by the letter of the format's description, and complains of whatever is not as it says there.

Flat columns, pages of version 1, plain values and dictionaries, zstd: what hubmine writes, read by other hands. Needs the library
of zstd (libzstd.so.1, on every Debian) and the standard library.
"""
import ctypes
import ctypes.util
import struct
import zlib

TYPES = {1: "INT32", 2: "INT64", 5: "DOUBLE", 6: "BYTE_ARRAY"}
PLAIN, RLE, RLE_DICTIONARY = 0, 3, 8


class Malformed(Exception):
    """What no Parquet file may be."""


def demand(holds, what):
    if not holds:
        raise Malformed(what)


class Thrift:
    """Structs of Thrift's compact protocol as {number of the field: value}."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def zigzag(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def value(self, kind):
        if kind in (4, 5, 6):
            return self.zigzag()
        if kind == 8:
            size = self.varint()
            self.at += size
            return bytes(self.data[self.at - size:self.at])
        if kind == 9:
            head = self.byte()
            count = self.varint() if head >> 4 == 15 else head >> 4
            return [self.value(head & 15) for _ in range(count)]
        demand(kind == 12, f"a value of type {kind}")
        return self.struct()

    def struct(self):
        fields, number = {}, 0
        while (head := self.byte()) != 0:
            number = number + (head >> 4) if head >> 4 else self.zigzag()
            demand(number not in fields, f"field {number} is there twice")
            fields[number] = (head & 15) == 1 if head & 15 in (1, 2) else self.value(head & 15)
        return fields


def zstd():
    library = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
    library.ZSTD_decompress.restype = ctypes.c_size_t
    library.ZSTD_decompress.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]

    def unpack(packed, size):
        room = ctypes.create_string_buffer(max(size, 1))
        got = library.ZSTD_decompress(room, size, packed, len(packed))
        demand(got == size, f"a page of {size} bytes unpacks to {got}")
        return room.raw[:size]

    return unpack


UNPACK = zstd()


def hybrid(data, width, count):
    """`count` numbers of `width` bits in runs and packed groups, and how many bytes they took."""
    numbers, reader = [], Thrift(data)
    while len(numbers) < count:
        head = reader.varint()
        demand(head >> 1 > 0, "an empty run")
        size = (head >> 1) * width if head & 1 else (width + 7) // 8
        bits = int.from_bytes(data[reader.at:reader.at + size], "little")
        demand(reader.at + size <= len(data), "a run beyond its page")
        reader.at += size
        if head & 1:
            mask = (1 << width) - 1
            packed = bits.to_bytes(max(size, 1), "little")
            for group in range(head >> 1):
                eight = int.from_bytes(packed[group * width:(group + 1) * width], "little")
                numbers += [(eight >> (i * width)) & mask for i in range(8)]
        else:
            demand(bits < 1 << width or width == 0, "a run of a number that is too wide")
            numbers += [bits] * (head >> 1)
    demand(len(numbers) < count + 8, "more numbers than there are values")
    return numbers[:count], reader.at


def plain(data, kind, count):
    """`count` plain values, which are all that there is."""
    if kind in ("INT64", "DOUBLE"):
        demand(len(data) == 8 * count, f"{len(data)} bytes for {count} values")
        return list(struct.unpack(f"<{count}{'q' if kind == 'INT64' else 'd'}", data))
    values, at = [], 0
    for _ in range(count):
        size, = struct.unpack_from("<I", data, at)
        values.append(data[at + 4:at + 4 + size])
        at += 4 + size
        demand(at <= len(data), "a text beyond its page")
    demand(at == len(data), "bytes behind the last text")
    return values


class Chunk:
    """A column of a row group."""

    def __init__(self, data, told, kind):
        self.data, self.told, self.kind, self.dictionary = data, told, kind, None
        self.values, self.pages, self.unpacked = [], [], 0

    def page(self, at):
        reader = Thrift(self.data, at)
        head = reader.struct()
        packed = self.data[reader.at:reader.at + head[3]]
        demand(len(packed) == head[3], "a page beyond the file")
        demand(zlib.crc32(packed) == head[4] & 0xFFFFFFFF, "a checksum that is not the page's")
        self.unpacked += reader.at - at + head[2]
        return head, UNPACK(packed, head[2]), reader.at + head[3]

    def add_data(self, head, body):
        told = head[5]
        demand(told[3] == RLE and told[4] == RLE, "levels in another encoding")
        size, = struct.unpack_from("<I", body)
        levels, took = hybrid(body[4:4 + size], 1, told[1])
        demand(took == size, "bytes behind the levels")
        count, rest = sum(levels), body[4 + size:]
        if told[2] == RLE_DICTIONARY:
            demand(self.dictionary is not None, "indices without a dictionary")
            numbers, took = hybrid(rest[1:], rest[0], count)
            demand(took + 1 == len(rest), "bytes behind the indices")
            present = [self.dictionary[number] for number in numbers]
        else:
            demand(told[2] == PLAIN, f"encoding {told[2]}")
            present = plain(rest, self.kind, count)
        present = iter(present)
        self.values += [next(present) if level else None for level in levels]

    def read(self):
        start = self.told.get(11, self.told[9])
        at = start
        while at < start + self.told[7]:
            demand(at <= self.told[9] or self.pages and self.pages[-1][0] == 0 or at == self.told[9], "pages out of order")
            head, body, at = self.page(at)
            if head[1] == 2:
                demand(not self.pages and head[7][2] == PLAIN, "a dictionary that is not first, or not plain")
                self.dictionary = plain(body, self.kind, head[7][1])
                demand(len(set(map(repr, self.dictionary))) == len(self.dictionary), "a dictionary with a value twice")
                self.pages.append((2, PLAIN))
            else:
                self.add_data(head, body)
                self.pages.append((0, head[5][2]))
        demand(at == start + self.told[7], "a column of another size than is told")
        demand(self.unpacked == self.told[6], "another size unpacked than is told")
        demand(len(self.values) == self.told[5], "another number of values than is told")
        demand({PLAIN, RLE} | {encoding for _, encoding in self.pages} == set(self.told[2]), "other encodings than are told")
        counted = {(told[1], told[2]): told[3] for told in self.told[13]}
        demand(counted == {page: self.pages.count(page) for page in self.pages}, "other pages than are told")
        self.check_statistics()
        return self.values

    def bound(self, data):
        return plain(data, self.kind, 1)[0] if self.kind != "BYTE_ARRAY" else data

    def check_statistics(self):
        told = self.told[12]
        there = [value for value in self.values if value is not None]
        numbers = [value for value in there if value == value]
        demand(told[3] == len(self.values) - len(there), "another number of missing values than is told")
        if self.kind == "DOUBLE":
            demand(told[9] == len(there) - len(numbers), "another number of NaN than is told")
        if not numbers:
            demand(5 not in told and 6 not in told, "bounds of nothing")
            return
        least = self.bound(told[6])
        demand(least == min(numbers) if told[8] else least < min(numbers), "a lower bound that is none")
        if 5 in told:
            most = self.bound(told[5])
            demand(most == max(numbers) if told[7] else most > max(numbers), "an upper bound that is none")
        if self.kind == "BYTE_ARRAY":
            for data in (told[6], told.get(5, b"")):
                data.decode("utf-8")
                demand(len(data) <= 68, "a bound that is no shorter than a text")


def columns_of(footer):
    """[(name, type, what it means)]"""
    root, *leaves = footer[2]
    demand(root[5] == len(leaves) and 1 not in root, "a tree that is not flat")
    columns = []
    for leaf in leaves:
        demand(leaf[3] == 1, "a column that must have values")
        meaning = {None: "", 1: "STRING", 8: "TIMESTAMP"}[next(iter(leaf.get(10, {None: None})))]
        if meaning == "STRING":
            demand(leaf[1] == 6 and leaf[6] == 0 and leaf[10] == {1: {}}, "a string that is none")
        elif meaning == "TIMESTAMP":
            demand(leaf[1] == 2 and leaf[6] == 9 and leaf[10] == {8: {1: True, 2: {1: {}}}}, "no moment in UTC to the millisecond")
        else:
            demand(6 not in leaf, "an old meaning without the new one")
        columns.append((leaf[4].decode("utf-8"), TYPES[leaf[1]], meaning))
    return columns


def read(data):
    """(columns, [row group, a list of values a column]) of the bytes of a file; text as str."""
    demand(data[:4] == b"PAR1" and data[-4:] == b"PAR1", "no mark at both ends")
    size, = struct.unpack_from("<I", data, len(data) - 8)
    reader = Thrift(data, len(data) - 8 - size)
    footer = reader.struct()
    demand(reader.at == len(data) - 8, "bytes behind the footer")
    columns = columns_of(footer)
    demand(footer[7] == [{1: {}}] * len(columns), "bounds without an order")
    demand(footer[6].startswith(b"hubmine version "), "nobody made it")
    groups, at = [], 4
    for told in footer[4]:
        demand(told[5] == at and len(told[1]) == len(columns), "a row group elsewhere")
        values = []
        for (name, kind, meaning), chunk in zip(columns, told[1]):
            inside = chunk[3]
            demand(inside[3] == [name.encode()] and TYPES[inside[1]] == kind and inside[4] == 6, f"{name}: another column")
            demand(inside.get(11, inside[9]) == at, f"{name}: a gap before it")
            try:
                got = Chunk(data, inside, kind).read()
            except Malformed as what:
                raise Malformed(f"{name}: {what}") from what
            demand(len(got) == told[3], f"{name}: other rows than the row group")
            values.append([None if one is None else one.decode("utf-8") for one in got] if meaning == "STRING" else got)
            at += inside[7]
        demand(told[2] == sum(chunk[3][6] for chunk in told[1]) and told[6] == sum(chunk[3][7] for chunk in told[1]), "other sums of sizes")
        groups.append(values)
    demand(at == len(data) - 8 - size, "bytes before the footer")
    demand(footer[3] == sum(told[3] for told in footer[4]), "another number of rows than is told")
    return columns, groups
