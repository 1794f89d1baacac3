from app.names.same_source import count_shared_names, joining_keys, may_be_told_by_office


def test_names_in_common_are_counted_unless_a_mark_tells_two_apart() -> None:
    assert count_shared_names({"body:nis", "body:b"}, {"body:nis", "body:b", "state:kr"}) == 2
    assert count_shared_names({"body:nis", "state:kr"}, {"body:nis", "state:rs"}) == 0
    assert count_shared_names({"person:johnreed", "initial:a"}, {"person:johnreed", "initial:b"}) == 0
    assert count_shared_names({"state:kr"}, {"state:kr"}) == 0


def test_office_joins_only_who_has_no_full_name() -> None:
    office = "office:leader:KP:kim:2011"
    assert may_be_told_by_office({office}, {office, "person:kimjongil"})
    assert not may_be_told_by_office({office, "person:kimjongun"}, {office, "person:kimjongil"})
    assert not may_be_told_by_office({"office:leader:KP:kim:2012"}, {office})


def test_marks_find_no_source() -> None:
    assert list(joining_keys(["body:nis", "state:kr", "initial:b", "office:x"])) == ["body:nis", "office:x"]
