"""Features that are refused, each with the lines it is refused with; and one in which all is well."""

from tests.midcert.run.project import A_B_C, FIRST

STEPS_TO_REFUSE = """
@then(parsers.parse('"both" {verb}'))
def again(verb): pass

@then("it waits")
async def waits(): pass

@then(parsers.parse("{number} and {forgotten} hold"))
def dropped(number): pass

@then(parsers.parse("the {datatable} is reserved"))
def reserved(): pass

@then("nothing has happened")
@negative
def nothing(): pass

@then("it is not marked")
def unmarked(): pass

@then("this has happened, and nothing else")
@affirmative
def this_and_nothing_else(): pass

@then(parsers.parse('"{mid}" weighs {grams:d} g'))
def weighs(mid, grams): pass

@then("a table holds")
def table_holds(datatable): pass

@then("a text holds")
def text_holds(docstring): pass
"""
SCENARIO = f"{FIRST}  Scenario: S\n   Given a\n"
OUTLINE = f"{FIRST}  Scenario Outline: S\n   Given a\n"
EXAMPLES = "   Examples:\n    | x |\n    | 1 |\n"
RULE = " @AUTO-HOURLY\n Rule: R\n"

BAD = {
    "no_feature": ("# nothing\n", ["1: there is no Feature in it"]),
    "syntax": (f"{SCENARIO}   Then c\n  Oops\n", ["8: expected: #EOF, *"]),
    "ragged": (f'{OUTLINE}   Then "<x>" holds\n{EXAMPLES}    | 1 | 2 |\n', ["11: inconsistent cell count*"]),
    "language": ("# language: xx\nFeature: F\n", ["1: Language not supported: xx"]),
    "no_scenarios": ("@mid\nFeature: F\n", ["2: there are no scenarios"]),
    "empty_rule": (f"{SCENARIO}   Then c\n{RULE}", ["9: the rule 'R' has no scenarios"]),
    "no_name": (f"{FIRST}  Scenario:\n   Then c\n", ["5: the scenario has no name"]),
    "duplicate": (
        f"{SCENARIO}   Then c\n{RULE}  Scenario: S\n   Then c\n",
        ["10: 'S' has the name of the scenario at line 5: one of them would be lost"],
    ),
    "same_test": (
        f"{SCENARIO}   Then c\n  Scenario: s!\n   Then c\n",
        ["8: 's!' has the name of the scenario at line 5: one of them would be lost"],
    ),
    "many_steps": (
        SCENARIO + 8 * "   And a\n" + "   Then c\n",
        ["5: 'S' has 10 steps: more than 9 try more than one thing"],
    ),
    "many_whens": (
        SCENARIO + 3 * "   When b\n   Then c\n",
        ["5: 'S' acts 3 times: a second When is enough to prove a silence before it"],
    ),
    "no_then": (f"{SCENARIO}   When b\n", ["5: 'S' has no Then: it would assert nothing, and pass"]),
    "colon": (
        f"@mid\nFeature: F\n\n Scenario lost\n\n{RULE}  Scenario: S\n   {A_B_C}",
        ["4: 'Scenario lost' has become part of a description: a colon is missing, or a capital"],
    ),
    "capital": (
        f"{FIRST}  scenario outline: lost\n  Scenario: S\n   {A_B_C}",
        ["5: 'scenario outline: lost' has become part of a description: a colon is missing, or a capital"],
    ),
    "rule_colon": (
        f"@mid\nFeature: F\n Rule it asks\n Background: x\n  Rule of thumb\n  Given a\n{RULE}  Scenario: S\n   {A_B_C}",
        [
            "3: 'Rule it asks' has become part of a description: *",
            "5: 'Rule of thumb' has become part of a description: *",
        ],
    ),
    "star": (f"{FIRST}  Scenario: S\n   Given a\n   * a\n   Then c\n", ["7: * says neither Given nor When nor Then"]),
    "background_placeholder": (
        f"@mid\nFeature: F\n Background:\n  Given <x>\n{RULE}  Scenario: S\n   {A_B_C}",
        ["4: <x> stands in a Background, which has no Examples", "4: no definition matches Given '<x>'"],
    ),
    "and_first": (f"{FIRST}  Scenario: S\n   And a\n   Then c\n", ["6: And cannot come first: nothing is before it"]),
    "no_examples": (
        f'{OUTLINE}   Then "<x>" holds\n',
        ["5: the outline has no Examples: it would run once, placeholders and all"],
    ),
    "no_rows": (
        f'{OUTLINE}   Then "<x>" holds\n   Examples:\n    | x |\n',
        ["8: the Examples have no rows: they would be left out, or run once, placeholders and all"],
    ),
    "no_header": (
        f"{OUTLINE}   Then c\n   Examples:\n",
        ["8: the Examples have no rows: they would be left out, or run once, placeholders and all"],
    ),
    "two_columns": (
        f'{OUTLINE}   Then "<x>" holds\n   Examples:\n    | x | x |\n    | 1 | 2 |\n',
        ["8: two columns are called 'x': one of them would be lost"],
    ),
    "two_rows": (
        f'{OUTLINE}   Then "<x>" holds\n{EXAMPLES}    | 2 |\n    | 1 |\n',
        ["12: this row would have the id of the row at line 10"],
    ),
    "two_rows_of_one_id": (
        f'{OUTLINE}   Then "<x>" holds\n   Examples:\n    | x | y |\n    | a-b | c |\n    | a | b-c |\n',
        ["11: this row would have the id of the row at line 10"],
    ),
    "placeholder_in_the_name": (
        f'{FIRST}  Scenario Outline: S <y>\n   Then "<x>" holds\n{EXAMPLES}',
        ["5: no column of the Examples at line 7 fills <y>"],
    ),
    "placeholder_in_a_step": (
        f'{OUTLINE}   Then "<y>" holds\n{EXAMPLES}',
        ["7: no column of the Examples at line 8 fills <y>"],
    ),
    "placeholder_in_a_table": (
        f"{OUTLINE}   Then a table holds\n    | <x> | <y> |\n{EXAMPLES}",
        ["8: no column of the Examples at line 9 fills <y>"],
    ),
    "placeholder_in_a_text": (
        f'{OUTLINE}   Then a text holds\n    """\n    <y>\n    """\n{EXAMPLES}',
        ["8: no column of the Examples at line 11 fills <y>"],
    ),
    "placeholder_without_examples": (
        f'{SCENARIO}   Then "<y>" holds\n',
        ["7: nothing fills <y>: the scenario at line 5 has no Examples"],
    ),
    "undefined": (f"{SCENARIO}   Then c\n   And sea\n", ["8: no definition matches And 'sea'"]),
    "undefined_but_near": (
        f"{SCENARIO}   Then nothing has hapened\n",
        ["7: no definition matches Then 'nothing has hapened'; the nearest is 'nothing has happened'"],
    ),
    "undefined_by_a_word": (
        f'{SCENARIO}   Then "berlin" weighs one g\n',
        ["*would do, but does not know what stands for mid: 'berlin' or for grams: 'one'"],
    ),
    "undefined_in_one_row": (
        f'{OUTLINE}   When <x>\n   Then "<x>" holds\n   Examples:\n    | x |\n    | b |\n    | sea |\n',
        ["7: no definition matches When 'sea'"],
    ),
    "ambiguous": (
        f'{SCENARIO}   Then "both" holds\n',
        [
            "7: 2 definitions match Then '\"both\" holds': *; *",
        ],
    ),
    "asynchronous": (
        f"{SCENARIO}   Then it waits\n",
        ["7: conftest.py:* 'it waits' is async: it would never be awaited, and pass"],
    ),
    "dropped_field": (
        f"{SCENARIO}   Then 1 and 2 hold\n",
        ["7: conftest.py:* has a field 'forgotten' that is no parameter of its function: it would be dropped"],
    ),
    "reserved_field": (
        f"{SCENARIO}   Then the word is reserved\n",
        ["7: conftest.py:* calls a field 'datatable', which pytest-bdd keeps for what stands below a step"],
    ),
    "dropped_table": (
        f"{SCENARIO}   Then c\n    | 1 |\n",
        ["7: conftest.py:* 'c' has no parameter 'datatable': what stands below the step would be dropped"],
    ),
    "dropped_text": (
        f'{SCENARIO}   Then c\n    """\n    1\n    """\n',
        ["7: conftest.py:* 'c' has no parameter 'docstring': what stands below the step would be dropped"],
    ),
    "missing_table": (
        f"{SCENARIO}   Then a table holds\n",
        ["7: conftest.py:* 'a table holds' needs a datatable, but nothing stands below the step"],
    ),
    "all_negative": (
        f"{SCENARIO}   Then nothing has happened\n",
        ["5: all that 'S' says is what did not happen: a target that does nothing would pass"],
    ),
    "unmarked": (
        f"{SCENARIO}   Then it is not marked\n",
        ["7: conftest.py:* 'it is not marked' says 'not', but is marked neither @negative nor @affirmative"],
    ),
    "unknown_tag": (
        f"@mid\nFeature: F\n @AUTO-HOURLI\n Rule: R\n  Scenario: S\n   {A_B_C}",
        ["3: unknown tag @AUTO-HOURLI; the nearest known tag is @AUTO-HOURLY"],
    ),
    "unknown_capability": (
        f"{FIRST}  @older-agent\n  Scenario: S\n   {A_B_C}",
        ["5: unknown tag @older-agent; the nearest known tag is @older-agents"],
    ),
    "capability_for_a_role": (
        f"@concurrent\nFeature: F\n{RULE}  Scenario: S\n   {A_B_C}",
        ["5: 'S' needs exactly one of @mid, @instance and @both, but has none"],
    ),
    "unknown_tag_anywhere": (
        f"@mid @Mid\nFeature: F\n{RULE}  @wip\n  Scenario: S\n   {A_B_C}",
        ["1: unknown tag @Mid; the nearest known tag is @mid", "5: unknown tag @wip"],
    ),
    "no_rule": (
        f"@mid\nFeature: F\n Scenario: S\n   {A_B_C}",
        ["3: 'S' stands under no rule id: tag its Rule"],
    ),
    "two_rules": (
        f"{FIRST}  @ACC-OCSP\n  Scenario: S\n   {A_B_C}",
        ["6: 'S' stands under 2 rule ids: ACC-OCSP, AUTO-HOURLY"],
    ),
    "rule_at_feature": (
        f"@mid @AUTO-HOURLY\nFeature: F\n{RULE}  Scenario: S\n   {A_B_C}",
        ["1: @AUTO-HOURLY stands above the Feature: a rule id belongs to a Rule"],
    ),
    "tag_at_examples": (
        f'{OUTLINE}   Then "<x>" holds\n   @AUTO-HOURLY\n{EXAMPLES}',
        ["8: @AUTO-HOURLY stands above Examples: all rows of an outline share their tags"],
    ),
    "no_role": (
        f"Feature: F\n{RULE}  Scenario: S\n   {A_B_C}",
        ["4: 'S' needs exactly one of @mid, @instance and @both, but has none"],
    ),
    "two_roles": (
        f"@mid\nFeature: F\n @ACC-OCSP\n Rule: R\n  @both\n  Scenario: S\n   {A_B_C}",
        ["6: 'S' needs exactly one of @mid, @instance and @both, but has @both, @mid"],
    ),
    "wrong_role": (
        f"@both\nFeature: F\n{RULE}  Scenario: S\n   {A_B_C}",
        ["5: 'S' is tagged @both, but the role of AUTO-HOURLY is mid"],
    ),
    "wrong_role_too": (
        f"@mid\nFeature: F\n @ISSUE-FIELDS\n Rule: R\n  Scenario: S\n   {A_B_C}",
        ["5: 'S' is tagged @mid, but the role of ISSUE-FIELDS is instance"],
    ),
    "informative": (
        f"@instance\nFeature: F\n @INFO-GAUGE\n Rule: R\n  Scenario: S\n   {A_B_C}",
        ["5: 'S' stands under INFO-GAUGE, which may have no scenarios: it is informative"],
    ),
    "merged": (
        f"@instance\nFeature: F\n @ISSUE-NEW\n Rule: R\n  Scenario: S\n   {A_B_C}",
        ["5: 'S' stands under ISSUE-NEW, which may have no scenarios: it is merged into ISSUE-FIELDS"],
    ),
    "self_test": (
        f"@mid\nFeature: F\n @SIG-JARSIGNER\n Rule: R\n  Scenario: S\n   {A_B_C}",
        ["5: 'S' stands under SIG-JARSIGNER, which may have no scenarios: it is a self-test of the suite"],
    ),
    "several": (
        f"{SCENARIO}   Then sea\n\n  Scenario: T\n   When b\n",
        ["7: no definition matches Then 'sea'", "9: 'T' has no Then: it would assert nothing, and pass"],
    ),
}
WELL = """@both
Feature: Well
  Rules of thumb, and a Scenario in prose: none of this is a keyword.

  Background:
    Given a

  @ACC-OCSP @concurrent
  Rule: R

    @older-agents
    Scenario: A denial is in good company
      Then nothing has happened
      And c
      But this has happened, and nothing else

    Scenario: Not all that stands between angle brackets is to be filled in
      Then "1 < 2, 3> 2" holds
      And "1 <2, 3 > 2" holds

    Scenario: A text may hold angle brackets where nothing is filled in
      Then a text holds
        \"\"\"
        <soap>1 < 2 and 3 > 2</soap>
        \"\"\"
      And a table holds
        | 1 |

    Scenario Outline: <x>, an outline
      Then "<x>" holds
      Examples:
        | x |
        | 1 |
      Examples: more
        | x |
        | 2 |
"""
