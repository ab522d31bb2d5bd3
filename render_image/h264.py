"""The little of H.264 that this renderer writes itself: parameter sets and repeats.

A held picture is repeated by P-slices that skip every macroblock: a dozen bytes and no encoder
work, decoded to exactly the same picture. Only the shapes that our one profile produces are
understood; anything else raises, and the caller encodes the frames the ordinary way.
"""

import re
from dataclasses import dataclass

START_CODE = b"\x00\x00\x01"
NAL_P_REFERENCE = 0x41
NAL_SPS = 7
NAL_PPS = 8
BASELINE_PROFILES = frozenset({66, 77})
P_SLICE_ALL = 5
DEBLOCKING_OFF = 1
SLICE_HEADER_BYTES = 32


class UnknownStreamError(Exception):
    """The parameter sets use something that this module does not write."""


def split_annex_b(data: bytes) -> list[bytes]:
    """The NAL units of a byte stream, without start codes."""
    units: list[bytes] = []
    start = data.find(START_CODE)
    while start >= 0:
        following = data.find(START_CODE, start + 3)
        end = len(data) if following < 0 else following
        units.append(data[start + 3 : end].rstrip(b"\x00"))
        start = following
    return units


def length_prefixed(units: list[bytes]) -> bytes:
    """NAL units as MP4 stores them."""
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


class BitReader:
    def __init__(self, unit: bytes) -> None:
        payload = unescaped(unit[1:])
        self._bits = int.from_bytes(payload, "big")
        self._left = self._length = len(payload) * 8

    @property
    def taken(self) -> int:
        return self._length - self._left

    def take(self, count: int) -> int:
        self._left -= count
        if self._left < 0:
            message = "The parameter set ends early."
            raise UnknownStreamError(message)
        return (self._bits >> self._left) & ((1 << count) - 1)

    def unsigned(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + (self.take(zeros) if zeros else 0)

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)


class BitWriter:
    def __init__(self) -> None:
        self._bits = 0
        self._count = 0

    def put(self, value: int, count: int) -> None:
        self._bits = (self._bits << count) | value
        self._count += count

    def put_unsigned(self, value: int) -> None:
        self.put(value + 1, 2 * (value + 1).bit_length() - 1)

    def finish(self) -> bytes:
        """The payload with its stop bit, ready to be written."""
        self.put(1, 1)
        padding = -self._count % 8
        return escaped((self._bits << padding).to_bytes((self._count + padding) // 8, "big"))


def escaped(payload: bytes) -> bytes:
    """The payload with emulation of start codes prevented."""
    return re.sub(rb"\x00\x00(?=[\x00-\x03])", b"\x00\x00\x03", payload)


def unescaped(payload: bytes) -> bytes:
    return payload.replace(b"\x00\x00\x03", b"\x00\x00")


@dataclass(frozen=True)
class StreamShape:
    """What of the parameter sets a skipping slice depends on."""

    frame_number_bits: int
    macroblocks: int
    deblocking_in_slice: bool

    def skipping_slice(self, frames_after_key: int) -> bytes:
        """A whole picture equal to the one before it, as one NAL unit."""
        bits = BitWriter()
        bits.put_unsigned(0)  # first_mb_in_slice
        bits.put_unsigned(P_SLICE_ALL)
        bits.put_unsigned(0)  # pic_parameter_set_id
        bits.put(frames_after_key % (1 << self.frame_number_bits), self.frame_number_bits)
        bits.put(0, 1)  # num_ref_idx_active_override_flag
        bits.put(0, 1)  # ref_pic_list_modification_flag_l0
        bits.put(0, 1)  # adaptive_ref_pic_marking_mode_flag
        bits.put_unsigned(0)  # slice_qp_delta
        if self.deblocking_in_slice:
            bits.put_unsigned(DEBLOCKING_OFF)
        bits.put_unsigned(self.macroblocks)  # mb_skip_run
        return bytes([NAL_P_REFERENCE]) + bits.finish()

    def numbered(self, unit: bytes, frames_after_key: int) -> bytes:
        """The slice with its true number, which its encoder, knowing of no repeats, has not given.

        A decoder takes a wrong number for lost pictures, and may drop those that follow.
        """
        bits = BitReader(unit[:SLICE_HEADER_BYTES])
        for _ in ("first_mb_in_slice", "slice_type", "pic_parameter_set_id"):
            bits.unsigned()
        payload = bytearray(unescaped(unit[1:]))
        end = -(-(bits.taken + self.frame_number_bits) // 8)
        shift = end * 8 - bits.taken - self.frame_number_bits
        mask = (1 << self.frame_number_bits) - 1
        head = int.from_bytes(payload[:end], "big") & ~(mask << shift)
        payload[:end] = (head | (frames_after_key & mask) << shift).to_bytes(end, "big")
        return unit[:1] + escaped(bytes(payload))


def read_shape(sps: bytes, pps: bytes) -> StreamShape:
    """Read what skipping slices need.

    Raises:
        UnknownStreamError: the stream is not the plain progressive CAVLC kind.
    """
    frame_number_bits, macroblocks = _read_sps(BitReader(sps))
    return StreamShape(frame_number_bits, macroblocks, _read_pps(BitReader(pps)))


def _read_sps(bits: BitReader) -> tuple[int, int]:
    profile = bits.take(8)
    bits.take(16)  # constraint flags and level
    bits.unsigned()  # seq_parameter_set_id
    frame_number_bits = bits.unsigned() + 4
    order_count_type = bits.unsigned()
    bits.unsigned()  # max_num_ref_frames
    bits.take(1)  # gaps_in_frame_num_value_allowed_flag
    width, height = bits.unsigned() + 1, bits.unsigned() + 1
    only_frames = bits.take(1)
    if profile not in BASELINE_PROFILES or order_count_type != 2 or not only_frames:  # noqa: PLR2004 (type 2: output order is decoding order)
        message = "Not a progressive stream in output order."
        raise UnknownStreamError(message)
    return frame_number_bits, width * height


def _read_pps(bits: BitReader) -> bool:
    bits.unsigned()  # pic_parameter_set_id
    bits.unsigned()  # seq_parameter_set_id
    arithmetic_coding = bits.take(1)
    bits.take(1)  # bottom_field_pic_order_in_frame_present_flag
    slice_groups = bits.unsigned()
    references = bits.unsigned()
    bits.unsigned()  # num_ref_idx_l1_default_active_minus1
    weighted = bits.take(1)
    bits.take(2)  # weighted_bipred_idc
    bits.signed()  # pic_init_qp
    bits.signed()  # pic_init_qs
    bits.signed()  # chroma_qp_index_offset
    deblocking_in_slice = bool(bits.take(1))
    bits.take(1)  # constrained_intra_pred_flag
    redundant = bits.take(1)
    if arithmetic_coding or slice_groups or references or weighted or redundant:
        message = "The picture parameters are not those of the fast profile."
        raise UnknownStreamError(message)
    return deblocking_in_slice
