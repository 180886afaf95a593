package neo4j

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// launch starts the JVM. The log of an earlier run goes, so that it does not
// tell of this one's start.
func (s *Server) launch(o Options) error {
	if err := os.Remove(s.home.log()); err != nil && !os.IsNotExist(err) {
		return err
	}
	output, err := os.Create(filepath.Join(s.home.folder, "logs", "output"))
	if err != nil {
		return err
	}
	defer output.Close()
	command := exec.Command(s.java, s.arguments(o)...)
	command.Dir = s.home.folder
	command.Stdout, command.Stderr = output, output
	if s.child, err = begin(command); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.home.folder, "pid"), []byte(strconv.Itoa(s.child.process.Pid)), 0o644)
}

// arguments are those of java. Tests run short: one simple compiler and
// collector start sooner than they are missed.
func (s *Server) arguments(o Options) []string {
	list := []string{"-Xms" + o.Heap, "-Xmx" + o.Heap}
	if !o.Peak {
		list = append(list, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
	}
	for _, opened := range []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"} {
		list = append(list, "--add-opens=java.base/"+opened+"=ALL-UNNAMED")
	}
	return append(list, "-Dio.netty.tryReflectionSetAccessible=true", "-Dfile.encoding=UTF-8",
		"-cp", filepath.Join(s.jars, "*"), s.release.main,
		"--home-dir="+s.home.folder, "--config-dir="+filepath.Join(s.home.folder, "conf"))
}
