@instance
Feature: Upgrade permits
  Many MID Servers learn of a new version at the same moment. The instance lets two of them upgrade and turns the others
  away, so that its performance does not suffer. The documentation calls a permit a semaphore.
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
        | case     | second                           | third                             |
        | patches  | Orlando Patch 2                  | Orlando Patch 3                   |
        | hotfixes | Orlando Patch 1 Hotfix 1         | Orlando Patch 1 Hotfix 2          |
        | families | New York Patch 9                 | Paris Patch 1                     |
        | systems  | Orlando Patch 1 on Linux         | Orlando Patch 1 on Windows        |
        | builds   | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) |

    @real-time
    Scenario Outline: Permits are counted together, whatever the domains of the MID Servers
      Given the <what> of "berlin" is in the domain north
      And the <what> of "munich" is in the domain south
      When "berlin", "munich" and "vienna" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna" is turned away with 409

      Examples:
        | case             | what   |
        | of their users   | user   |
        | of their records | record |

    @real-time
    Scenario: Permits go round, and there are two at any time
      Given "berlin" and "munich" ask for a permit
      When "berlin" reports the status Up
      And "vienna" and "berlin" ask for a permit
      And "munich" gives its permit back
      And "berlin" and "munich" ask for a permit
      Then 2 MID Servers, and never more, have had a permit at once
