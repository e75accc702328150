from midcert.reports.lines import wrapped


def test_a_long_remark_is_wrapped_but_no_id_is_broken() -> None:
    name = "features/x.feature::test_" + "x" * 90
    lines = wrapped(f"deviation: {name}: a reason that is rather long")
    assert lines == ["deviation:", f"  {name}:", "  a reason that is rather long"]
    assert wrapped("short") == ["short"]
