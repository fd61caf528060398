<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules become templates, variables variables, and assertions what is reported if they fail. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-toolkit:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:run="urn:tei-toolkit:schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:template match="rule" as="element()">
    <xsl:param name="mode" as="xs:string" tunnel="yes"/>
    <xsl:variable name="pattern" as="element()" select=".."/>
    <xsl:variable name="number" as="xs:integer" select="run:number($pattern)"/>
    <!-- Of a pattern's rules the first that matches a node is the only one; a group's are each by themselves. -->
    <xsl:variable name="key" as="xs:string" select="
      $number || (if ($pattern/self::group) then '-' || count(preceding-sibling::rule) else '')"/>
    <out:template match="{@context}" mode="{$mode}" priority="{1000000 - count(preceding::rule)}" run:at="{@run:at}">
      <out:param name="run:fired" select="()"/>
      <out:if test="not($run:fired = '{$key}')">
        <xsl:sequence select="run:tried(., run:body(.))"/>
      </out:if>
      <out:next-match><out:with-param name="run:fired" select="$run:fired, '{$key}'"/></out:next-match>
    </out:template>
  </xsl:template>

  <xsl:function name="run:body" as="element()*">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:variable name="pattern" as="element()" select="$rule/.."/>
    <xsl:variable name="number" as="xs:integer" select="run:number($pattern)"/>
    <out:if test="string($run:svrl)">
      <run:record pattern="{$number}">
        <svrl:fired-rule>
          <xsl:copy-of select="$rule/(@id, @role, @flag)"/>
          <xsl:attribute name="context" select="run:literal($rule/@context)"/>
          <xsl:if test="$pattern/@documents"><xsl:attribute name="document" select="'{base-uri(.)}'"/></xsl:if>
        </svrl:fired-rule>
      </run:record>
    </out:if>
    <xsl:for-each select="$pattern/let">
      <xsl:choose>
        <xsl:when test="$pattern/@documents">
          <out:variable name="{@name}" as="{(@as, 'item()*')[1]}" run:at="{@run:at}">
            <out:for-each select="root(.)"><xsl:sequence select="run:value(.)"/></out:for-each>
          </out:variable>
        </xsl:when>
        <xsl:otherwise><out:variable name="{@name}" select="${run:global-name(.)}"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:variable name="checks" as="element()*"><xsl:apply-templates select="$rule/(let | assert | report)"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$rule/@visit-each">
        <out:variable name="run:node" select="."/>
        <out:for-each select="{$rule/@visit-each}" run:at="{$rule/@run:at}"><xsl:sequence select="$checks"/></out:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$checks"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Variables. Those of a pattern are the same wherever it fires: they are global, under a name of the pattern's own. -->
  <xsl:template match="let" as="element()"><xsl:sequence select="run:variable(., @name)"/></xsl:template>
  <xsl:mode name="run:global" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="let" mode="run:global" as="element()"><xsl:sequence select="run:variable(., @name)"/></xsl:template>
  <xsl:template match="param" mode="run:global" as="element()">
    <out:param name="{@name}" run:at="{@run:at}">
      <xsl:copy-of select="@as"/>
      <xsl:if test="@value"><xsl:attribute name="select" select="@value"/></xsl:if>
    </out:param>
  </xsl:template>
  <xsl:mode name="run:of-pattern" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="let" mode="run:of-pattern" as="element()">
    <out:variable name="{run:global-name(.)}" as="{(@as, 'item()*')[1]}" run:at="{@run:at}">
      <xsl:for-each select="preceding-sibling::let">
        <out:variable name="{@name}" select="${run:global-name(.)}"/>
      </xsl:for-each>
      <xsl:sequence select="run:value(.)"/>
    </out:variable>
  </xsl:template>
  <xsl:function name="run:global-name" as="xs:string">
    <xsl:param name="let" as="element(let)"/>
    <xsl:sequence select="'Q{urn:tei-toolkit:pattern-' || run:number($let/..) || '}' || replace($let/@name, '^.*:', '')"/>
  </xsl:function>
  <xsl:function name="run:variable" as="element()">
    <xsl:param name="let" as="element(let)"/>
    <xsl:param name="name" as="xs:string"/>
    <out:variable name="{$name}" run:at="{$let/@run:at}">
      <xsl:copy-of select="$let/@as"/>
      <xsl:choose>
        <xsl:when test="$let/@value"><xsl:attribute name="select" select="$let/@value"/></xsl:when>
        <xsl:otherwise><xsl:copy-of select="$let/node()"/></xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:function>
  <xsl:function name="run:value" as="node()*">
    <xsl:param name="let" as="element(let)"/>
    <xsl:choose>
      <xsl:when test="$let/@value"><out:sequence select="{$let/@value}"/></xsl:when>
      <xsl:otherwise><out:document><xsl:copy-of select="$let/node()"/></out:document></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="assert | report" as="element()">
    <xsl:variable name="rule" as="element(rule)" select=".."/>
    <xsl:variable name="pattern" as="element()" select="$rule/.."/>
    <xsl:variable name="found" as="element()">
      <out:if test="{if (self::assert) then 'not(' || @test || ')' else @test}" run:at="{@run:at}">
        <run:record pattern="{run:number($pattern)}">
          <xsl:element name="svrl:{if (self::assert) then 'failed-assert' else 'successful-report'}">
            <xsl:copy-of select="@id"/>
            <xsl:attribute name="test" select="run:literal(@test)"/>
            <xsl:attribute name="location" select="'{path(' || run:subject(.) || ')}'"/>
            <xsl:for-each select="(@role, $rule/@role)[1], (@flag, $rule/@flag)[1], (@severity, $rule/@severity)[1]">
              <xsl:attribute name="{name()}" select="run:literal(.)"/>
            </xsl:for-each>
            <xsl:if test="$pattern/@documents"><xsl:attribute name="document" namespace="urn:tei-toolkit:schematron" select="'{base-uri(.)}'"/></xsl:if>
            <xsl:apply-templates select="tokenize(@diagnostics) ! key('run:diagnostic', ., root(current()))" mode="run:text"/>
            <xsl:apply-templates select="tokenize(@properties) ! key('run:property', ., root(current()))" mode="run:text"/>
            <svrl:text>
              <xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
              <xsl:apply-templates mode="run:text"/>
            </svrl:text>
          </xsl:element>
        </run:record>
      </out:if>
    </xsl:variable>
    <xsl:sequence select="run:tried(., $found)"/>
  </xsl:template>
  <!-- What is pointed to: the subject, or the node itself; of what a rule visits, the rule's node if it is a value. -->
  <xsl:function name="run:subject" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="subject" as="attribute()?" select="($assertion/@subject, $assertion/../@subject)[1]"/>
    <xsl:sequence select="
      if ($subject) then '((' || $subject || '), .)[. instance of node()][1]'
      else if ($assertion/../@visit-each) then '(.[. instance of node()], $run:node)[1]'
      else '.'"/>
  </xsl:function>
  <xsl:key name="run:diagnostic" match="diagnostic" use="@id"/>
  <xsl:key name="run:property" match="property" use="@id"/>

  <!-- In a careful run an error is reported, and what comes after it is still done. -->
  <xsl:function name="run:tried" as="element()*">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="body" as="element()*"/>
    <xsl:choose>
      <xsl:when test="$careful != ''">
        <out:try>
          <xsl:sequence select="$body"/>
          <out:catch errors="*">
            <run:record pattern="0">
              <run:error at="{$of/@run:at}" location="{{path(.)}}" test="{run:literal(($of/@test, $of/@context)[1])}"
                said="{{$Q{{http://www.w3.org/2005/xqt-errors}}description}}"/>
            </run:record>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$body"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
