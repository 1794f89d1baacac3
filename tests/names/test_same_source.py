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


def test_an_initial_that_one_lacks_keeps_two_apart_unless_they_hold_one_office_at_one_time() -> None:
    left, right = {"person:georgebush", "initial:"}, {"person:georgebush", "initial:w"}
    assert count_shared_names(left, right) == 0
    office = "office:president:US:bush:2003"
    assert count_shared_names({*left, office}, {*right, office}) == 1


def test_an_acronym_of_two_full_names_is_of_two() -> None:
    left = {"body:afp", "short:afp", "body:agence francepresse"}
    right = {"body:afp", "short:afp", "body:armed forces philippines"}
    assert count_shared_names(left, right) == 0
    assert count_shared_names(left, {"body:afp", "short:afp"}) == 1


def test_one_post_in_two_places_is_held_by_two() -> None:
    left, right = {"person:johnreed", "post:chief:boston"}, {"person:johnreed", "post:chief:denver"}
    assert count_shared_names(left, right) == 0
    assert count_shared_names(left, left) == 1
