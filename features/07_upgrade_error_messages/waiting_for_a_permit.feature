@mid
Feature: Waiting for a permit
  A MID Server that was turned away asks again at short intervals until it may upgrade. It neither gives up nor waits for
  the next hour. Only requests for a permit count; what else it asks meanwhile is free.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "lisbon" and "oslo" hold both permits

  @ERR-409-RETRY
  Rule: The request is sent again every 20 seconds until there is a permit

    Scenario Outline: The request is sent again every 20 seconds, however long that takes
      Given Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is turned away with 409
      And <duration> pass
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                | duration   |
        | a minute            | 60 seconds |
        | past the next check | 65 minutes |
        | for hours           | 5 hours    |

    Scenario Outline: To be turned away is no failure, whatever the upgrade is to
      Given "berlin" is asked to upgrade to <version> at the hour
      When 10 minutes pass
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409
      And "berlin" has never been Upgrade Failed
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case              | version         |
        | within the family | Orlando Patch 2 |
        | another family    | Paris Patch 1   |

    Scenario Outline: The request is sent again every 20 seconds, whoever has asked for the upgrade
      Given "berlin" is asked to upgrade to <version> <way>
      When <duration> pass
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case             | version                  | way                           | duration   |
        | command          | Orlando Patch 2          | by command                    | 65 minutes |
        | click            | Orlando Patch 2          | by hand                       | 10 minutes |
        | start            | Orlando Patch 2          | at its start                  | 65 minutes |
        | pin              | Orlando Patch 4          | by its pin                    | 10 minutes |
        | override, older  | Orlando Patch 0 Hotfix 1 | by the override               | 10 minutes |
        | instance, hotfix | Orlando Patch 1 Hotfix 1 | by an upgrade of the instance | 10 minutes |
        | a family         | Paris Patch 1            | by command                    | 10 minutes |

    Scenario Outline: Neither a restart nor an upgrade of the instance changes anything about the 20 seconds
      When "berlin" is asked to upgrade to Orlando Patch 2 by the override
      And the instance is <event>
      And 10 minutes pass
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case    | event                       | version         |
        | restart | restarted                   | Orlando Patch 2 |
        | upgrade | upgraded to Orlando Patch 3 | Orlando Patch 3 |

    Scenario: A second wait for a permit is no slower than the first
      Given "berlin" is asked to upgrade to Orlando Patch 2 by command
      And the download site answers requests for packages with error 500
      And "lisbon" gives its permit back
      And 20 minutes pass
      And up to 24 hours pass until "berlin" is Up
      And "lisbon" asks for a permit
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And 10 minutes pass
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409

    Scenario: A free permit is taken at the next request
      Given Orlando Patch 2 is assigned
      And up to 2 hours pass until "berlin" is turned away with 409
      When 1 second passes
      And "lisbon" gives its permit back
      And 18 seconds pass
      Then "berlin" has asked for no permit and no package
      When another second passes
      Then "berlin" has a permit
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: A MID Server that was stopped while it waited begins again with a check
      Given "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When "berlin" is stopped
      And 10 minutes pass
      Then "berlin" has asked for no permit and no package
      When "berlin" is started
      And there is time for an upgrade
      Then "berlin" has checked at once when it was Up
      And "berlin" has been Up before it asked for a permit
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @ERR-409-REASSIGNED
  Rule: What is installed is what is assigned when the permit is given

    Scenario Outline: A version that is assigned while the MID Server waits for a permit is the one that it goes to
      Given "berlin" is asked to upgrade to <first> <way>
      When <second> is assigned
      And "lisbon" gives its permit back
      And there is time for an upgrade
      Then "berlin" has run Orlando Patch 1, then <second>

      Examples:
        | case                  | first           | second                   | way                           |
        | newer, command        | Orlando Patch 2 | Orlando Patch 3          | by command                    |
        | older, hour           | Orlando Patch 3 | Orlando Patch 2          | at the hour                   |
        | back, click           | Orlando Patch 2 | Orlando Patch 0 Hotfix 1 | by hand                       |
        | a hotfix, instance    | Orlando Patch 2 | Orlando Patch 1 Hotfix 1 | by an upgrade of the instance |
        | a family, start       | Orlando Patch 2 | Paris Patch 1            | at its start                  |
        | not a family, command | Paris Patch 1   | Orlando Patch 2          | by command                    |

    Scenario: A version that is no longer wanted when the permit comes is not installed
      Given "berlin" is asked to upgrade to Orlando Patch 2 by command
      When Orlando Patch 1 is assigned
      And "lisbon" gives its permit back
      And there is time for an upgrade
      And "lisbon" asks for a permit
      Then "lisbon" has a permit
      When "lisbon" gives its permit back
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3

    Scenario: A permit that is not needed any more when it comes is given back
      Given "berlin" is asked to upgrade to Orlando Patch 2 by command
      When Orlando Patch 1 is assigned
      And "lisbon" and "oslo" report the status Up
      And there is time for an upgrade
      Then "berlin" is Up
      And "berlin" has stored, extracted and installed no package
      And no MID Server holds a permit
      And "berlin" still follows the instance

    Scenario: A download that fails after the wait leaves Upgrade Failed where another family was assigned meanwhile
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When Paris Patch 1 is assigned
      And "lisbon" gives its permit back
      And 20 minutes pass
      Then "berlin" is Upgrade Failed

    Scenario: A download that fails after the wait leaves no Upgrade Failed where a patch was assigned meanwhile
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Paris Patch 1 by command
      When Orlando Patch 2 is assigned
      And "lisbon" gives its permit back
      And 20 minutes pass
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And "berlin" has never been Upgrade Failed

  @STATE-UP-AND-VALIDATED
  Rule: A MID Server that is Paused while it waits for a permit upgrades once it is resumed

    Scenario: A pause during the wait for a permit does not lose the upgrade
      Given "berlin" is asked to upgrade to Orlando Patch 2 by command
      And an administrator clicks Pause MID for "berlin"
      And 20 minutes pass
      When "lisbon" gives its permit back
      And the next check is over
      Then "berlin" upgrades to Orlando Patch 2 once all is well

  @FAIL-RETRY-FAMILY
  Rule: Whoever tries again out of the status Upgrade Failed waits for a permit, too

    Scenario: A MID Server in the status Upgrade Failed is turned away, and asks again every 20 seconds
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then "berlin" has asked for a permit every 20 seconds all the while, and was turned away with 409
      And "berlin" upgrades to Paris Patch 1 once all is well
