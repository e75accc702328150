@mid
Feature: Asking for a permit
  A MID Server upgrades with a permit of its instance, and with nothing else. It writes down that it was turned away, and
  gives its permit back whether the upgrade went well or not.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "lisbon" and "oslo" hold both permits

  @ERR-409-MESSAGE
  Rule: A refusal is recorded with the instance's URL and the code 409

    Scenario Outline: A refusal is recorded where both permits are taken, whoever has asked for the upgrade
      When "berlin" is asked to upgrade to <version> <way>
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is recorded
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case             | version                  | way                           |
        | hour             | Orlando Patch 2          | at the hour                   |
        | command          | Orlando Patch 2          | by command                    |
        | click            | Orlando Patch 2          | by hand                       |
        | start            | Orlando Patch 2          | at its start                  |
        | pin              | Orlando Patch 4          | by its pin                    |
        | override, older  | Orlando Patch 0 Hotfix 1 | by the override               |
        | instance, hotfix | Orlando Patch 1 Hotfix 1 | by an upgrade of the instance |
        | family           | Paris Patch 1            | at the hour                   |

    Scenario: A refusal after an upgrade is recorded as the one before it was
      Given "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "lisbon" gives its permit back
      And 30 minutes pass
      And "lisbon" asks for a permit
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: No refusal is recorded where a permit is free
      Given "lisbon" gives its permit back
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-409
  Rule: Whoever upgrades asks for a permit first, and gives it back

    Scenario Outline: Nobody upgrades without a permit, whatever the version and whoever asks
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" is turned away with 409
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case         | version                  | way             |
        | hotfix       | Orlando Patch 1 Hotfix 1 | at the hour     |
        | older family | New York Patch 9         | at the hour     |
        | older patch  | Orlando Patch 0 Hotfix 1 | by command      |
        | newer family | Paris Patch 1            | by command      |
        | newer pin    | Orlando Patch 4          | by its pin      |
        | click        | Orlando Patch 2          | by hand         |
        | start        | Orlando Patch 2          | at its start    |
        | override     | Orlando Patch 3          | by the override |

    Scenario: A permit is free again once a MID Server has upgraded
      Given "lisbon" gives its permit back
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "lisbon" asks for a permit
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "lisbon" has a permit

    Scenario: A permit is free again once a MID Server has failed to upgrade
      Given "lisbon" gives its permit back
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And "lisbon" asks for a permit
      Then "berlin" has tried to download a package
      And "lisbon" has a permit

    Scenario: A MID Server in the middle of its upgrade keeps its permit
      Given "lisbon" gives its permit back
      And the host of "berlin" takes 60 minutes to extract a package
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "lisbon" asks for a permit
      Then "lisbon" is turned away with 409
      And "berlin" upgrades to Orlando Patch 2 once all is well
