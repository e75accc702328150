@mid
Feature: The question for the version fails
  A MID Server that cannot learn which version is assigned says so, keeps the version it has, and asks again after an hour.
  While nothing gets through to the instance only the agent log can show it.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @ERR-QUERY
  Rule: An instance that is unavailable is recorded as a failed query, and changes nothing

    Scenario Outline: An instance that is unavailable at the hourly check is recorded
      Given <fault>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case           | fault                                                         |
        | refused        | the instance refuses connections                              |
        | time-out       | the instance does not answer in time                          |
        | no such name   | the instance cannot be found                                  |
        | HTTP 500       | the instance answers everything with error 500                |
        | HTTP 503       | the instance answers everything with error 503                |
        | the query only | the instance answers questions for the version with error 500 |

    Scenario Outline: A question for the version without an answer is recorded, whoever has asked for the upgrade
      Given the instance answers questions for the version with error 503
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case    | way          |
        | command | by command   |
        | click   | by hand      |
        | start   | at its start |

    Scenario Outline: A failed query is no failed upgrade, whatever is assigned behind it
      Given the instance answers questions for the version with error 500
      When "berlin" is asked to upgrade to <version> at the hour
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" has never been Upgrade Failed
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case            | version                  |
        | a newer family  | Paris Patch 1            |
        | an older family | New York Patch 9         |
        | a hotfix        | Orlando Patch 1 Hotfix 1 |

    Scenario: A query that fails for a day is recorded, and changes nothing
      Given Orlando Patch 2 is assigned
      And the instance answers questions for the version with error 500
      When 24 hours pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: Nothing is installed from the answer of an hour ago
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the instance answers questions for the version with error 500
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: A query that fails again after an upgrade is recorded again
      Given the instance answers questions for the version with error 500
      And the next check is over
      And the instance works again
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the instance refuses connections
      And the next check is over
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A query that fails again after one that was answered is recorded again
      Given the instance answers questions for the version with error 500
      And the next check is over
      And the instance works again
      And the next check is over
      And Orlando Patch 2 is assigned
      When the instance refuses connections
      And the next check is over
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: A query that is answered is not recorded as failed
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-QUERY-EDGE
  Rule: An answer that is no InstanceInfo counts as a failed query

    Scenario: Another page in answer to the question for the version is a failed query
      Given the instance answers questions for the version with another page
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

  @ERR-QUERY-MISMATCH
  Rule: An instance of another family that does not understand the question counts as a failed query

    Scenario Outline: An instance that was upgraded to another family and does not understand the question is recorded
      Given the instance answers questions for the version with error <error>
      When "berlin" is asked to upgrade to <version> by an upgrade of the instance
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case               | version          | error |
        | newer, not found   | Paris Patch 1    | 404   |
        | newer, a fault     | Paris Patch 1    | 500   |
        | older, bad request | New York Patch 9 | 400   |
