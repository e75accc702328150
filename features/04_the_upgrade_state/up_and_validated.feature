@mid
Feature: Up and validated
  A MID Server that is Down or Paused, or that nobody has validated, is not to change by itself. Whatever asks it to upgrade has
  to wait, be it the hour, a command or somebody's click; what counts as validated is another file's matter. A MID Server that is
  validated is restarted, as in the product.
  Documentation: MID Server upgrades, "The Upgrade state" and "Upgrade the MID Server manually".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-UP-AND-VALIDATED
  Rule: Only a MID Server that is Up and validated upgrades

    Scenario Outline: A MID Server that is Up and validated upgrades, whatever asks for it
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case     | version                  | way                           |
        | hour     | Orlando Patch 2          | at the hour                   |
        | command  | Orlando Patch 0 Hotfix 1 | by command                    |
        | start    | Orlando Patch 1 Hotfix 1 | at its start                  |
        | pin      | Orlando Patch 4          | by its pin                    |
        | override | New York Patch 9         | by the override               |
        | instance | Paris Patch 1            | by an upgrade of the instance |

    Scenario Outline: A MID Server that is not Up or not validated waits until it is, whatever asks for an upgrade
      Given "berlin" is <state>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case                    | state         | version                  | way                           |
        | Down, command           | stopped       | Orlando Patch 2          | by command                    |
        | Down, instance          | stopped       | Paris Patch 1            | by an upgrade of the instance |
        | Paused, hour            | Paused        | Orlando Patch 2          | at the hour                   |
        | Paused, override        | Paused        | New York Patch 9         | by the override               |
        | Paused, command         | Paused        | Orlando Patch 1 Hotfix 1 | by command                    |
        | Paused, instance        | Paused        | Orlando Patch 2          | by an upgrade of the instance |
        | not validated, hour     | not validated | Orlando Patch 2          | at the hour                   |
        | not validated, override | not validated | Paris Patch 1            | by the override               |
        | not validated, command  | not validated | Orlando Patch 0 Hotfix 1 | by command                    |
        | not validated, start    | not validated | Orlando Patch 2          | at its start                  |
        | not validated, pin      | not validated | Orlando Patch 4          | by its pin                    |
        | not validated, instance | not validated | Orlando Patch 1 Hotfix 1 | by an upgrade of the instance |

    Scenario Outline: A MID Server that is neither Up nor validated does not upgrade once it is Up
      Given "berlin" is <state>
      And "berlin" is not validated
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      And <remedy>
      And the next check is over
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case            | state   | way         | remedy                                          |
        | Down, command   | stopped | by command  | "berlin" is started                             |
        | Paused, hour    | Paused  | at the hour | an administrator clicks Resume MID for "berlin" |
        | Paused, command | Paused  | by command  | an administrator clicks Resume MID for "berlin" |

    Scenario Outline: A day and its checks do not take the place of a validation or of a resume
      Given "berlin" is <state>
      And Orlando Patch 2 is assigned
      When <duration> pass
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case          | state         | duration |
        | not validated | not validated | 26 hours |
        | Paused        | Paused        | 26 hours |

    Scenario: A MID Server that the instance still takes for Down does not upgrade
      Given "berlin" is stopped
      And the instance answers reports of a status with error 500
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

  @MAN-STATE
  Rule: A click on Upgrade MID is no exception: it is for a MID Server that is Up and validated

    Scenario Outline: A click for a MID Server that is Up and validated is followed by the upgrade
      When "berlin" is asked to upgrade to <version> by hand
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case              | version                  |
        | newer patch       | Orlando Patch 2          |
        | older patch       | Orlando Patch 0 Hotfix 1 |
        | the family before | New York Patch 9         |

    Scenario Outline: A click for a MID Server that is Down, Paused or not validated is followed by no upgrade before that is over
      Given "berlin" is <state>
      When "berlin" is asked to upgrade to <version> by hand
      Then "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case          | state         | version                  |
        | Down          | stopped       | Orlando Patch 2          |
        | Paused        | Paused        | Orlando Patch 1 Hotfix 1 |
        | not validated | not validated | Paris Patch 1            |

    Scenario Outline: A click for a MID Server that is neither Up nor validated is followed by no upgrade once it is Up
      Given "berlin" is <state>
      And "berlin" is not validated
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      And <remedy>
      And there is time for an upgrade
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case   | state   | remedy                                          |
        | Down   | stopped | "berlin" is started                             |
        | Paused | Paused  | an administrator clicks Resume MID for "berlin" |
