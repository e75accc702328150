@instance
Feature: Upgrade permits
  Many MID Servers learn of a new version at the same moment. The instance lets two of them upgrade and turns the others
  away, so that its performance does not suffer. The documentation calls a permit a semaphore. That a MID Server may also
  give its permit back by itself is a matter of the protocol.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1

  @ERR-409
  Rule: Two MID Servers may upgrade at once, and each further request is answered with 409

    @real-time
    Scenario: The third of three is turned away
      When "berlin", "munich" and "vienna" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna" is turned away with 409

    @real-time
    Scenario: The fourth and fifth of five are turned away as well
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      When "berlin", "munich", "vienna", "lisbon" and "oslo" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna", "lisbon" and "oslo" are turned away with 409

    @real-time
    Scenario: Of five requests at the same moment two are granted
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      When "berlin", "munich", "vienna", "lisbon" and "oslo" ask for a permit at the same moment
      Then 2 of them have a permit, and 3 are turned away with 409

    @real-time
    Scenario: A holder that asks again takes no second permit
      When "berlin" asks for a permit
      And "berlin" asks for a permit
      And "munich" and "vienna" ask for a permit
      Then "munich" has a permit
      And "vienna" is turned away with 409

    @real-time
    Scenario Outline: Permits are counted together, whatever the MID Servers run
      Given the MID Server "berlina" runs <second>
      And the MID Server "oslo" runs <third>
      When "berlin", "berlina" and "oslo" ask for a permit
      Then "berlin" and "berlina" have a permit
      And "oslo" is turned away with 409

      Examples:
        | case     | second                   | third                      |
        | patches  | Orlando Patch 2          | Orlando Patch 3            |
        | hotfixes | Orlando Patch 1 Hotfix 1 | Orlando Patch 1 Hotfix 2   |
        | families | New York Patch 9         | Paris Patch 1              |
        | systems  | Orlando Patch 1 on Linux | Orlando Patch 1 on Windows |

    @real-time
    Scenario Outline: A permit is free again when the upgrade of its holder is over
      Given "berlin" and "munich" ask for a permit
      And "berlin" and "munich" report the status Upgrading
      When "<holder>" reports the status <status>
      And "vienna" and "<holder>" ask for a permit
      Then "vienna" has a permit
      And "<holder>" is turned away with 409

      Examples:
        | case                  | holder | status         |
        | has upgraded          | berlin | Up             |
        | has failed            | berlin | Upgrade Failed |
        | came second and is Up | munich | Up             |
        | came second and fails | munich | Upgrade Failed |

    Scenario Outline: A permit is kept until the upgrade is over, whatever happens meanwhile
      Given "berlin" and "munich" ask for a permit
      And "berlin" and "munich" report the status Upgrading
      When <event>
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

      Examples:
        | case                        | event                                       |
        | for three days              | 3 days pass                                 |
        | while its holder is Paused  | "berlin" reports the status Paused          |
        | over a restart              | the instance is restarted                   |
        | over an upgrade             | the instance is upgraded to Orlando Patch 2 |
        | by a holder in a new family | the instance is upgraded to Paris Patch 1   |

    @real-time
    Scenario: Nobody but its holder gives a permit back
      Given "berlin" and "munich" ask for a permit
      When "vienna" gives its permit back
      And "vienna" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

    @real-time
    Scenario: A permit that is given back twice is one permit
      Given the MID Server "lisbon" runs Orlando Patch 1
      And "berlin" and "munich" ask for a permit
      When "berlin" gives its permit back
      And "berlin" reports the status Up
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    @real-time
    Scenario: Permits go round, and there are two at any time
      Given "berlin" and "munich" ask for a permit
      When "berlin" reports the status Up
      And "vienna" and "berlin" ask for a permit
      And "munich" gives its permit back
      And "berlin" and "munich" ask for a permit
      Then 2 MID Servers, and never more, have had a permit at once

  @ERR-409-DEAD-HOLDER
  Rule: A MID Server that goes Down holds no permit

    Background:
      Given the MID Server "lisbon" runs Orlando Patch 1
      And "berlin" and "munich" ask for a permit

    @real-time
    Scenario: A holder that dies while it upgrades frees its permit
      Given "berlin" reports the status Upgrading
      When "berlin" is stopped
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    @real-time
    Scenario: A holder that dies before it upgrades frees its permit
      When "munich" is stopped
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409
