@mid
Feature: The monitor does not give up
  An administrator who has resolved an issue need not tell the MID Server: it tests again every hour.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @FAIL-RETRY-HOURLY
  Rule: After a failed test the monitor goes on every hour until all tests pass, and then upgrades

    Scenario: Three hours too little disk space
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 2 is assigned
      When "berlin" has been running for 3 hours and 30 minutes
      Then "berlin" has asked for its version 3 times, once an hour
      And "berlin" has run Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 29 minutes and 59 seconds pass
      Then "berlin" has not asked for its version
      When another second passes
      Then "berlin" has asked for its version
      When 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" has restarted once

  @FAIL-RETRY-FAMILY
  Rule: The monitor goes on out of the status Upgrade Failed as well, whatever has failed

    Scenario Outline: What has failed is put right
      Given <fault>
      And Paris Patch 1 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" is Upgrade Failed
      When <repair>
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Paris Patch 1
      And the installed files of "berlin" were replaced in the status Upgrading
      And "berlin" is Up

      Examples:
        | case             | fault                                                                  | repair                                            |
        | a test           | the host of "berlin" has 0.5 GB of free disk space                     | the host of "berlin" has 50 GB of free disk space |
        | the download     | the download site answers requests for packages with error 500         | the download site works again                     |
        | the verification | the download site answers requests for packages with tampered packages | the download site works again                     |
