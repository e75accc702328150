@mid
Feature: The monitor does not give up
  An administrator who has resolved an issue need not tell the MID Server: it tests again every hour.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @FAIL-RETRY-HOURLY
  Rule: After a failed test the monitor goes on every hour until all tests pass, and then upgrades

    Scenario Outline: An error that was resolved after some hours is followed by the upgrade at the next check
      Given <error>
      And <assigned> is assigned
      When "berlin" has been running for <hours>
      Then "berlin" has checked every hour, however long its attempts took
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples: How long the error stayed
        | case        | error                                              | assigned        | hours                  |
        | three hours | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2 | 3 hours and 30 minutes |
        | four hours  | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2 | 4 hours and 30 minutes |
        | three days  | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2 | 3 days                 |

      Examples: What it was
        | case                          | error                                     | assigned                 | hours                  |
        | site refuses, hotfix          | the download site refuses connections     | Orlando Patch 1 Hotfix 2 | 3 hours and 30 minutes |
        | site not in time, older build | the download site does not answer in time | Orlando Patch 0 Hotfix 2 | 2 hours and 30 minutes |
        | site not to be found          | the download site cannot be found         | Orlando Patch 3          | 5 hours and 30 minutes |

    Scenario: Over three days every check tests anew
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And 3 days pass
      Then an issue of "berlin" from its pre-upgrade tests was detected again, at least 57 times by now
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: One error follows another, and the upgrade follows the last
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the download site refuses connections
      And the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: The version that is assigned when the error is resolved is the one that the monitor upgrades to
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When Orlando Patch 2 is assigned
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: A test that fails between two hourly checks is repeated at the next one
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case     | way             |
        | command  | by command      |
        | click    | by hand         |
        | start    | at its start    |
        | pin      | by its pin      |
        | override | by the override |

    Scenario: A restart of the instance does not stop the monitor after a failed test
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the instance is restarted
      And Orlando Patch 2 is assigned
      Then "berlin" upgrades to Orlando Patch 2 once all is well

  @FAIL-RETRY-FAMILY
  Rule: The monitor goes on out of the status Upgrade Failed as well, whatever has failed

    Scenario Outline: An upgrade to another family that has failed is made once its cause is put right
      Given <fault>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" is Upgrade Failed
      When <repair>
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <assigned>
      And the installed files of "berlin" were replaced in the status Upgrading

      Examples: Causes
        | case                      | fault                                                                     | repair                                            | assigned         | way         |
        | a test                    | the host of "berlin" has 0.5 GB of free disk space                        | the host of "berlin" has 50 GB of free disk space | Paris Patch 1    | at the hour |
        | a test, family before     | the download site refuses connections                                     | the download site works again                     | New York Patch 9 | at the hour |
        | the download              | the download site answers requests for packages with error 500            | the download site works again                     | Paris Patch 1    | at the hour |
        | one of two packages       | the download site answers requests for the Java runtime with error 500    | the download site works again                     | Paris Patch 1    | at the hour |
        | the verification          | the download site answers requests for packages with tampered packages    | the download site works again                     | Paris Patch 1    | at the hour |
        | half a download, backward | the download site answers requests for packages with half of each package | the download site works again                     | New York Patch 9 | at the hour |
        | the extraction            | the host of "berlin" refuses to extract packages                          | the host of "berlin" works again                  | Paris Patch 1    | at the hour |

      Examples: Occasions
        | case    | fault                                                          | repair                                            | assigned      | way          |
        | command | the download site answers requests for packages with error 500 | the download site works again                     | Paris Patch 1 | by command   |
        | click   | the download site answers requests for packages with error 500 | the download site works again                     | Paris Patch 1 | by hand      |
        | start   | the host of "berlin" has 0.5 GB of free disk space             | the host of "berlin" has 50 GB of free disk space | Paris Patch 1 | at its start |
        | pin     | the host of "berlin" has 0.5 GB of free disk space             | the host of "berlin" has 50 GB of free disk space | Paris Patch 1 | by its pin   |

    Scenario: An upgrade to another family that has failed for hours is still made
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      When 5 hours pass
      Then "berlin" has run Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Paris Patch 1

    Scenario: A patch that is assigned in Upgrade Failed is taken instead of the other family
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      When Orlando Patch 2 is assigned
      And the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
