@mid
Feature: The question for the version fails
  A MID Server that cannot learn which version is assigned says so, keeps the version it has, and asks again after an hour.
  While nothing gets through to the instance only the agent log can show it.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @ERR-QUERY
  Rule: An instance that is unavailable is recorded as a failed query, and changes nothing

    Scenario Outline: Another patch is assigned
      Given Orlando Patch 2 is assigned
      And <fault>
      When 1 hour and 30 minutes pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" runs Orlando Patch 1
      When the instance works again
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case     | fault                                          |
        | refused  | the instance refuses connections               |
        | time-out | the instance does not answer in time           |
        | HTTP 500 | the instance answers everything with error 500 |

    Scenario: Another family is assigned
      Given Paris Patch 1 is assigned
      And the instance answers questions for the version with error 500
      When 1 hour and 30 minutes pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      When the instance works again
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Paris Patch 1
      And "berlin" has never been Upgrade Failed

    Scenario: The instance does not answer for a day
      Given Orlando Patch 2 is assigned
      And the instance answers questions for the version with error 500
      When 24 hours pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" runs Orlando Patch 1
      When the instance works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: The instance answers
      Given Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-QUERY-EDGE
  Rule: An answer that is no InstanceInfo counts as a failed query

    Scenario: Another page comes back
      Given Orlando Patch 2 is assigned
      And the instance answers questions for the version with another page
      When 1 hour and 30 minutes pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" runs Orlando Patch 1
      When the instance works again
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-QUERY-MISMATCH
  Rule: An instance of another family that does not understand the question counts as a failed query

    Scenario: The question is answered with an error, and then well
      Given Paris Patch 1 is assigned
      And the instance answers questions for the version with error 404
      When 1 hour and 30 minutes pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" runs Orlando Patch 1
      When the instance works again
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Paris Patch 1
