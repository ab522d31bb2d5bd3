"""The fakes that every suite shares. Never imported by production code."""
