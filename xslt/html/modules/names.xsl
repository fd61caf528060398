<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text of names: quiet links to the register. A reference that the register does not hold is no link,
     whatever it says. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:param name="register" as="document-node()?" select="()"/>
  <xsl:key name="register" match="person | place | org" use="@xml:id"/>

  <xsl:template match="persName | placeName | orgName | name | rs" mode="html:text" as="element()">
    <xsl:param name="link" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:variable name="entries" as="element()*" select="html:register-entries(@ref)"/>
    <!-- A link may hold neither a link nor a button, so a name with a note in it stays a span. -->
    <xsl:variable name="leads" as="xs:boolean"
      select="$link and exists($entries) and exists($site?pages) and empty(descendant::note)"/>
    <xsl:element name="{if ($leads) then 'a' else 'span'}">
      <xsl:if test="$leads"><xsl:attribute name="href" select="html:register-address($entries[1])"/></xsl:if>
      <xsl:attribute name="class" select="'name', $entries[1]/local-name(), 'doubtful'[current()/@cert = ('low', 'medium', 'unknown')]"/>
      <xsl:if test="$leads"><xsl:attribute name="data-card" select="html:card-id($entries[1])"/></xsl:if>
      <xsl:if test="exists($entries)">
        <xsl:attribute name="title"
          select="string-join((string-join($entries ! html:register-name(.), '; '), html:doubt(.)), ' · ')"/>
      </xsl:if>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="link" select="$link and not($leads)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <xsl:function name="html:register-entries" as="element()*">
    <xsl:param name="ref" as="attribute(ref)?"/>
    <xsl:sequence select="if (exists($register))
      then tokenize($ref) ! substring-after(., '#')[.] ! key('register', ., $register) else ()"/>
  </xsl:function>

  <xsl:function name="html:register-address" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$root || $page?named(string($entry/@xml:id))?href"/>
  </xsl:function>
</xsl:stylesheet>
