Feature: Upgrades that fail, at every moment
  What has failed is said in the words of the documentation, and shows in the status where it must.
  Documentation: MID Server upgrades, "Failed upgrades", "Upgrade error messages".

  @FAIL-PATCH
  Rule: An upgrade within the family that fails ends, and ends Up

    @mid
    Scenario: Upgrade failed is for families
      Then at every moment nobody is Upgrade Failed without a reason to go to another family

  @FAIL-FAMILY
  Rule: An upgrade to another family that fails ends in Upgrade Failed

    @mid
    Scenario: A failed family shows
      Then at every moment a MID Server whose upgrade to another family has failed is Upgrade Failed by its next check

  @ERR-REFRESH
  Rule: What fails is said in the words of the documentation

    @mid
    Scenario: Failures are said
      Then at every moment an upgrade that failed has left a message of the documentation by the next check

  @ERR-QUERY
  Rule: Without an answer there is no upgrade, but a message

    @mid
    Scenario: Failed questions are said
      Then at every moment where the instance begins not to tell the version, the message for that is recorded
