@mid
Feature: What counts as validated
  Only an administrator validates a MID Server, and can withdraw that at any time. What counts is what its own record says when
  it is about to upgrade; a record that cannot be read says nothing. The record knows more values than yes and no, of which the
  documentation says nothing.
  Documentation: MID Server upgrades, "The Upgrade state" and "Upgrade the MID Server manually".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-UP-AND-VALIDATED
  Rule: What counts is what the MID Server's own record says at the time of the upgrade

    Scenario Outline: A restart does not take the place of a validation
      Given "berlin" is not validated
      And the property mid.version.override is Orlando Patch 2
      When <restart>
      And the next check is over
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case              | restart                                                      |
        | of the MID Server | "berlin" is asked to upgrade to Orlando Patch 2 at its start |
        | of the instance   | the instance is restarted                                    |

    Scenario Outline: A validation that is withdrawn counts from the next upgrade on
      Given "berlin" is asked to upgrade to Orlando Patch 2 <way>
      And "berlin" is not validated
      When "berlin" is asked to upgrade to Orlando Patch 3 <way>
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |

    Scenario Outline: A validation that is withdrawn after a failed patch counts before the next attempt
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      And "berlin" is not validated
      When the download site works again
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |

    Scenario: A MID Server that is Upgrade Failed and no longer validated does not upgrade
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And "berlin" is not validated
      When the download site works again
      And the next check is over
      Then "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Paris Patch 1 once all is well, and not before

    Scenario Outline: A MID Server is not validated by the record of another, whose name begins alike
      Given the MID Server "berlina" runs Orlando Patch 1
      And "<without>" is not validated
      When "<without>" is asked to upgrade to Orlando Patch 2 at the hour
      Then "<without>" has run Orlando Patch 1
      And "<validated>" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                   | without | validated |
        | the shorter one is not | berlin  | berlina   |
        | the longer one is not  | berlina | berlin    |

    Scenario Outline: A MID Server that cannot learn whether it is validated does not upgrade
      Given the instance answers questions whether a MID Server is validated with <answer>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case               | answer       | way          |
        | error, hour        | error 500    | at the hour  |
        | not found, command | error 404    | by command   |
        | forbidden, start   | error 403    | at its start |
        | a page, hour       | another page | at the hour  |

  @STATE-VALIDATED-EDGE
  Rule: A MID Server that is being validated or rekeyed, or whose validation was withdrawn in time, is not validated

    Scenario Outline: A validation that is still under way does not count, whatever asks for an upgrade
      Given "berlin" is <state>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case                | state           | version                  | way          |
        | validating, hour    | being validated | Orlando Patch 2          | at the hour  |
        | validating, command | being validated | Orlando Patch 0 Hotfix 1 | by command   |
        | validating, click   | being validated | Orlando Patch 2          | by hand      |
        | validating, start   | being validated | Paris Patch 1            | at its start |
        | validating, pin     | being validated | Orlando Patch 4          | by its pin   |
        | rekey, hour         | being rekeyed   | New York Patch 9         | at the hour  |
        | rekey, command      | being rekeyed   | Orlando Patch 1 Hotfix 1 | by command   |
        | rekey, click        | being rekeyed   | Orlando Patch 2          | by hand      |
        | rekey, start        | being rekeyed   | Orlando Patch 2          | at its start |

    Scenario Outline: A validation that is withdrawn while a permit is awaited ends the wait without an upgrade
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      When "berlin" is <state>
      And "lisbon" gives its permit back
      And there is time for an upgrade
      And "lisbon" asks for a permit
      Then "lisbon" has a permit
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case               | way          | state         |
        | withdrawn, hour    | at the hour  | not validated |
        | withdrawn, command | by command   | not validated |
        | withdrawn, start   | at its start | not validated |
        | rekey, click       | by hand      | being rekeyed |
