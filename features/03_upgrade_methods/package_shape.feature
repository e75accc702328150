@mid
Feature: A package that is signed as the documentation shows it
  The documentation prints what its command says of a good package: SHA-256 digests, SHA256withRSA with a key of 2048 bits, and a
  timestamp that is no weaker. These packages were signed and stamped by the JDKs' own jarsigner, not by this suite.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-PACKAGE-SHAPE
  Rule: A package that the real jarsigner has signed like the sample is installed

    Scenario Outline: A Java runtime that the real jarsigner has signed is installed
      Given the MID Server "berlin" runs <installed>
      And the download site serves the Java runtime of <assigned> as <signed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run <installed>, then <assigned>
      And the files of "berlin" are those of <assigned>

      Examples:
        | case            | installed        | assigned                 | signed                                                                              | way          |
        | JDK 17, newer   | New York Patch 9 | Orlando Patch 2          | jarsigner of JDK 17 has signed it                                                   | at the hour  |
        | JDK 17, older   | Paris Patch 1    | Orlando Patch 2          | jarsigner of JDK 17 has signed it                                                   | by command   |
        | JDK 25, click   | Orlando Patch 1  | Orlando Patch 3          | jarsigner of JDK 25 has signed it                                                   | by hand      |
        | JDK 25, hotfix  | Orlando Patch 1  | Orlando Patch 1 Hotfix 1 | jarsigner of JDK 25 has signed it                                                   | at its start |
        | another order   | New York Patch 9 | Orlando Patch 2          | jarsigner has signed it, with a timestamp whose certificates are in another order | at the hour  |
        | another, pin    | Orlando Patch 1  | Orlando Patch 4          | jarsigner has signed it, with a timestamp whose certificates are in another order | by its pin   |

    Scenario: After it has upgraded once, a MID Server installs a Java runtime that the real jarsigner has signed
      Given the MID Server "berlin" runs Paris Patch 1
      And "berlin" is asked to upgrade to Paris Patch 2 at the hour
      And the download site serves the Java runtime of Orlando Patch 2 as jarsigner of JDK 17 has signed it
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Paris Patch 1, then Paris Patch 2, then Orlando Patch 2
      And the files of "berlin" are those of Orlando Patch 2
